//! Text to mentions of people, places and organisations.
