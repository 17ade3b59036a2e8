"""What a prompt would disturb: asked when one is due, never watched."""
