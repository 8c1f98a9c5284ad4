//! Text to keyword frequencies. In: text, tokens, language, stopwords. Out: stems with their count and
//! commonest surface form.
