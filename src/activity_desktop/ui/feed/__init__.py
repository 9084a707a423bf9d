"""How is the list of activities shown? A model over keyset pages, a delegate that paints rows, and the view with its header."""
