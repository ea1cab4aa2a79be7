"""Published files as any reader has them: standard library only, for the auditor and for who checks a package."""
