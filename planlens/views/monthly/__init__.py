"""The periodical report of a project (进展月报): what it says, in whose words, and whether its figures hold."""
