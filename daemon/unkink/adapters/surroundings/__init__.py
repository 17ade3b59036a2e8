"""What a prompt would disturb, and who is there without typing: asked, never watched."""
