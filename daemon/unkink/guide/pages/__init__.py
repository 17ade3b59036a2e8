"""The pages: each module makes one, from its template in `config/guide`."""
