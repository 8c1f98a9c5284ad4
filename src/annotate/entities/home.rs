//! Where a language is spoken: the countries whose towns its news names without a word on where they lie.

use crate::gazetteer::CountryCode;
use crate::language::Language;

/// Countries by language; English is spoken in too many for this to tell anything.
const HOMES: &[(Language, &[&str])] = &[
    (Language::DE, &["DE", "AT", "CH", "LI", "LU"]),
    (
        Language::ES,
        &[
            "ES", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "BO", "PY", "UY", "CU", "DO", "GT", "HN", "NI",
            "SV", "CR", "PA",
        ],
    ),
    (Language::FR, &["FR", "BE", "CH", "CA", "LU", "MC", "GP", "MQ", "GF", "RE", "NC", "PF"]),
    (Language::IT, &["IT", "CH", "SM", "VA"]),
    (Language::NL, &["NL", "BE"]),
    (Language::PT, &["PT", "BR", "AO", "MZ", "CV"]),
    (Language::RU, &["RU", "BY"]),
];

/// Whether the towns of a country are at home in a language.
pub(super) fn is_home(language: Language, country: CountryCode) -> bool {
    let homes = HOMES.iter().find(|(of, _)| *of == language);
    homes.is_some_and(|(_, codes)| codes.iter().any(|code| country.is(code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn towns_are_at_home_where_their_language_is_spoken() {
        let gazetteer = Gazetteer::builtin();
        let country = |name: &str| {
            let facts =
                gazetteer.aliases().find(|(_, alias)| alias.text() == name).map(|(_, alias)| alias.facts);
            facts.expect("it is listed").country()
        };
        assert!(is_home(Language::DE, country("Graz")) && is_home(Language::PT, country("Curitiba")));
        assert!(!is_home(Language::FR, country("Graz")) && !is_home(Language::EN, country("Manchester")));
    }
}
