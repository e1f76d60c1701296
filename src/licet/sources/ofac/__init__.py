"""What OFAC's two lists share: their delimited files, their XML formats, and the language of their remarks."""
