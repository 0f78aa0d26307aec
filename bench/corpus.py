#!/usr/bin/env python3
"""Lays out a site of N documents without an error. Of ten thousand one may have a warning, where the words drawn happen to mean something.

    bench/corpus.py N FOLDER [--seed S]

The same N and seed always give the same bytes. Most documents have 500 to 900 words. Four in five are minutes, with seven or eight
agenda items (N = 10 000 has 60 000), one decision and one action item each, and every agenda item but the first treats one of its body's
eighteen cases; the rest are mandates, organisation plans, agreements, guides, notes and reports. Every body, person, unit and place is
made up; the words of the sentences are drawn (words.py). Standard library only.
"""
import argparse
import datetime
import pathlib
import random

from words import Words

FIRST = """Anne Kari Inger Marit Liv Randi Astrid Solveig Ingrid Berit Hilde Nina Silje Ida Emma Nora Sara Jan Per Ole Lars Kjell
Knut Arne Svein Thomas Hans Geir Tor Morten Terje Odd Erik Jonas Sindre Tuva""".split()
SECOND = "Berg Dal Fjell Holm Lund Moe Nes Rud Sand Vik Eng Bakke Haug Lie Strand".split()
LAST = """Prøvheim Testdal Modellvik Tenkeli Liksomberg Eksempelmo Påfunnsen Oppdiktnes Dummymark Utkasteng Skissebakken Mønsterud
Fiksjonsli Forsøksen Kladdeby""".split()
PLACES = """Nordvik Sørdal Østbygda Vesterfjord Åsmark Fjellheim Elvedal Midtbygda Storvatn Lillesund Fagerlia Granheim Bjørkmo
Havnes Steinvik Tangen Solnes Furulia""".split()
KINDS = "Styringsgruppa Prosjektgruppa Arbeidsgruppa Partnerskapsmøtet Samarbeidsutvalget Fagrådet".split()
MATTERS = """Budsjett Bemanning Lokaler Kompetanseplan Økonomirapport Brukermedvirkning Åpningstider Risikovurdering Fremdriftsplan
Ungdomsteam Rekruttering Evaluering Internkontroll Møteplan Årsmelding Opplæring Ferieavvikling Digitalisering""".split()
MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()
DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
ACTS = ["NAV-loven § 14", "NAV-loven § 13", "forvaltningsloven § 13", "sosialtjenesteloven § 17", "folketrygdloven § 11-5"]


def slug(text):
    return text.lower().translate(str.maketrans("æøå ", "aoa-"))


def day(date):
    return f"{date.day}. {MONTHS[date.month - 1]} {date.year}"


class Site:
    def __init__(self, n, folder, seed):
        self.n, self.root, self.rng = n, pathlib.Path(folder), random.Random(seed)
        self.words = Words(self.rng)
        self.made = 0

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        self.made += path.endswith(".md")

    def lay(self):
        minutes = self.n * 4 // 5
        bodies = max(1, minutes // 80)
        self.registers(bodies)
        per_body = [minutes // bodies + (k < minutes % bodies) for k in range(bodies)]
        laid = 0
        for body, count in enumerate(per_body):
            self.meetings(body, count, laid)
            laid += count
        rest = 0
        while self.made < self.n:
            self.other(rest, rest % bodies)
            rest += 1

    # ------------------------------------------------------------------ registers
    def registers(self, count):
        people, units, self.bodies = [], [], []
        for body in range(count):
            place, kind = f"{PLACES[body % len(PLACES)]} {body // len(PLACES) + 1}", KINDS[body % len(KINDS)]
            names = [f"{FIRST[(body * 9 + k) % len(FIRST)]} {SECOND[(body + k) % len(SECOND)]} {LAST[(body // 5 + 3 * k) % len(LAST)]}"
                     for k in range(9)]
            ids = [f"{slug(name)}-{body}" for name in names]
            unit = f"kontoret-{body}"
            code = "".join(chr(65 + (body // 26 ** k) % 26) for k in (2, 1, 0))
            self.bodies.append({"id": f"organ-{body}", "name": f"{kind} for {place}", "code": code, "people": ids, "unit": unit})
            units.append(f"{unit}: {{navn: Kontoret i {place}, type: kontor}}\nkommunen-{body}: {{navn: {place} kommune, type: kommune}}\n")
            people += [f"{id}:\n  navn: {name} {body}\n  roller:\n    - {{rolle: rådgiver, enhet: {unit}}}\n" for id, name in zip(ids, names)]
        register = ""
        for b in self.bodies:
            register += f"{b['id']}:\n  navn: {b['name']}\n  kode: {b['code']}\n  opprettet: 2008-01-01\n  vedtaksført: 4\n  medlemmer:\n"
            register += f"    - {{person: {b['people'][0]}, rolle: leder}}\n"
            register += "".join(f"    - {{person: {p}}}\n" for p in b["people"][1:8]) + f"    - {{person: {b['people'][8]}, rolle: sekretær}}\n"
        cases = "".join(f"{slug(matter)}-{body}: {{tittel: {matter} for organ {body}}}\n" for body in range(count) for matter in MATTERS)
        self.write("site.toml", 'format = 1\ntitle = "Målestokken"\nbase_url = "https://example.org/"\nlanguage = "nb"\ntimezone = "Europe/Oslo"\n')
        for name, text in [("personer", "".join(people)), ("enheter", "".join(units)), ("organer", register), ("saksganger", cases)]:
            self.write(f"content/register/{name}.yaml", text)

    # ------------------------------------------------------------------ minutes
    def meetings(self, number, count, laid):
        body, r = self.bodies[number], self.rng
        step = 27 + number % 3
        first = datetime.date(2010, 1, 4) + datetime.timedelta(days=number % 28)
        dates = [first + datetime.timedelta(days=step * k) for k in range(count)]
        dates = [d + datetime.timedelta(days=(7 - d.weekday()) if d.weekday() > 4 else 0) for d in dates]
        body["mandate"] = f"mandat/{body['id']}"
        numbers, seen = {}, []
        for k, date in enumerate(dates):
            year = date.year % 100
            numbers[year] = numbers.get(year, 0) + 1
            decision = f"{body['code']} {numbers[year]}/{year:02}"
            self.one(body, dates, k, decision, seen, 7 + (laid + k) % 2)
            seen.append((date, decision))

    def one(self, body, dates, k, decision, seen, items):
        r, date, id = self.rng, dates[k], f"referat/{body['id']}/{dates[k]}"
        self.words.document()
        absent = r.sample(body["people"][1:8], r.randint(0, 2))
        present = [p for p in body["people"] if p not in absent]
        later = dates[k + 1] if k + 1 < len(dates) else None
        front = ["---", "type: referat", f"dato: {date}", "tid: 09.00–11.30", "sted: Møterom 2", f"organ: {body['id']}",
                 f"møteleder: {body['people'][0]}", f"referent: {body['people'][8]}", "til_stede:"]
        front += [f"  - {p}" for p in present]
        front += ["forfall:"] * bool(absent) + [f"  - {p}" for p in absent]
        if k:
            front.append(f"godkjenner: [referat/{body['id']}/{dates[k - 1]}]")
        if later:
            front.append(f"neste_møte: {{dato: {later}, tid: 09.00–11.30}}")
        attached = k % 3 == 0
        if attached:
            front += ["vedlegg:", "  - {fil: tall.csv, tittel: Tallene til møtet, rolle: saksgrunnlag}"]
            self.write(f"content/{id}/tall.csv", f"møte;post;beløp\n{id};drift;{r.randint(10, 999)}\n")
        front += [f"sammendrag: {self.words.sentence()}", "tema: [drift, samarbeid]", "vedtak:", f"  - id: {decision}", "    sak: 2",
                  "    tittel: Rammen for året", "    tekst: |", f"      {self.words.sentence()}", f"    hjemmel: {ACTS[k % len(ACTS)]}",
                  "oppfølging:", "  - sak: 3", f"    tekst: {self.words.sentence()}", f"    ansvarlig: {body['people'][1]}"]
        if later:
            front += ["    frist: neste møte", "    status: lukket", f"    lukket_i: referat/{body['id']}/{later}#sak-3"]
        else:
            front += ["    frist: fortløpende", "    status: åpen"]
        text = []
        matters = r.sample(MATTERS, items - 1)
        for item in range(1, items + 1):
            text.append(self.item(body, dates, k, item, matters, decision, seen, attached))
        self.write(f"content/{id}.md", "\n".join(front) + "\n---\n\n" + "\n\n".join(text) + "\n")

    def item(self, body, dates, k, item, matters, decision, seen, attached):
        r, w, date = self.rng, self.words, dates[k]
        if item == 1:
            if not k:
                return f"## Sak 1 Konstituering\n\n{w.paragraph(3)}"
            before = dates[k - 1]
            return f"## Sak 1 Referat fra forrige møte\n\nReferatet fra [{day(before)}][referat/{body['id']}/{before}] ble godkjent uten merknader."
        matter = matters[item - 2]
        head = f"## Sak {item} {matter} {{saksgang={slug(matter)}-{body['id'].split('-')[1]}}}\n\n"
        extra = ""
        if item == 2:
            extra = f" Rammen står i [{decision}]." + (" Tallene står i [Vedlegg 1]." if attached else "")
            costs = [r.randint(20, 900) for _ in range(4)]
            rows = "".join(f"| {name} | {cost} |\n" for name, cost in zip(("Lønn", "Drift", "Reiser", "Opplæring"), costs))
            extra += f"\n\n| Post | Beløp |\n| --- | --- |\n{rows}| Sum | {sum(costs)} |"
        elif item == 3 and k:
            before = dates[k - 1]
            extra = f" Saken følger opp [forrige møte](../{body['id']}/{before}.md#sak-2), se også [Sak 2]."
        elif item == 4 and seen:
            old, name = r.choice(seen)
            extra = f" Grunnlaget er [{name}] fra {DAYS[old.weekday()]} {day(old)}."
        elif item == 5:
            extra = f" [@{body['people'][2]}] orienterte etter {ACTS[(k + 1) % len(ACTS)]}. Se [mandatet][{body['mandate']}#punkt-2]."
        elif item == 6:
            extra = "\n\n" + "\n".join(f"- {w.sentence()}" for _ in range(4))
        return head + w.paragraph(r.randint(8, 13)) + extra

    # ------------------------------------------------------------------ the rest
    def other(self, k, number):
        body, round_ = self.bodies[number], k // len(self.bodies)
        self.words.document()
        if round_ == 0:
            return self.mandate(body)
        [self.note, self.plan, self.note, self.agreement, self.report, self.note, self.guide][round_ % 7](body, k)

    def front(self, kind, title, body, k, *more, date=None):
        date = date or datetime.date(2018, 1, 8) + datetime.timedelta(days=k % 300)
        lines = ["---", f"type: {kind}", f"tittel: {title}", f"dato: {date}", *more, f"sammendrag: {self.words.sentence()}"]
        return "\n".join(lines) + "\n---\n\n"

    def sections(self, body, n):
        w = self.words
        link = f"Bakgrunnen står i [mandatet][{body['mandate']}] etter {ACTS[0]}."
        return "\n\n".join(f"## {matter}\n\n{w.paragraph(14)} {link if k == 0 else w.sentence()}" for k, matter in enumerate(self.rng.sample(MATTERS, n)))

    def mandate(self, body):
        text = self.front("mandat", f"Mandat for {body['name']}", body, 0, f"organ: {body['id']}", f"oppdragstaker: {body['id']}",
                          "gjelder_fra: 2009-06-02", f"vedtatt: {{organ: {body['id']}, dato: 2009-06-02}}",
                          "periode: {fra: 2009-06-02, til: 2029-12-31}", date=datetime.date(2009, 6, 2))
        points = "\n".join(f"{n}. {self.words.sentence()}" for n in range(1, 7))
        self.write(f"content/{body['mandate']}.md", text + f"## Mandatets punkter {{.punkter}}\n\n{points}\n\n## Rammer\n\n{self.words.paragraph(40)}\n")

    def note(self, body, k):
        self.write(f"content/notat/notat-{k}.md", self.front("notat", f"Notat {k} om driften", body, k, f"ansvarlig: {body['people'][3]}") + self.sections(body, 4) + "\n")

    def report(self, body, k):
        self.write(f"content/rapport/rapport-{k}.md", self.front("rapport", f"Rapport {k} om driften", body, k, f"ansvarlig: {body['people'][4]}") + self.sections(body, 6) + "\n")

    def plan(self, body, k):
        rows = [(self.rng.randint(1, 9), self.rng.randint(1, 9)) for _ in range(3)]
        more = ["organisasjon:", f"  navn: Kontoret {k}", f"  leder: {body['people'][0]}", "  under:", "    - {navn: Mottak}", "    - {navn: Oppfølging}",
                "bemanning:", "  rader:"]
        for state, municipal in rows:
            more += [f"    - enhet: {body['unit']}", f"      statlig: {state}", f"      kommunal: {municipal}"]
        more += ["  sum:", f"    statlig: {sum(s for s, _ in rows)}", f"    kommunal: {sum(m for _, m in rows)}"]
        unit = ["status: utkast", f"enhet: {body['unit']}"]
        self.write(f"content/organisasjonsplan/plan-{k}.md", self.front("organisasjonsplan", f"Organisasjonsplan {k}", body, k, *unit, *more) + self.sections(body, 4) + "\n")

    def agreement(self, body, k):
        parties = ["parter:", f"  - {{enhet: {body['unit']}, representert_ved: {body['people'][0]}}}",
                   f"  - {{enhet: kommunen-{body['id'].split('-')[1]}, representert_ved: {body['people'][5]}}}", f"signert: {datetime.date(2018, 1, 8) + datetime.timedelta(days=k % 300)}"]
        text = "\n\n".join(f"## {n} {matter}\n\n{self.words.paragraph(10)}" for n, matter in enumerate(self.rng.sample(MATTERS, 6), 1))
        self.write(f"content/avtale/avtale-{k}.md", self.front("avtale", f"Avtale {k} om driften", body, k, *parties) + text + "\n")

    def guide(self, body, k):
        text = "\n\n".join(f"## {n} {matter}\n\n{self.words.paragraph(10)}" for n, matter in enumerate(self.rng.sample(MATTERS, 6), 1))
        self.write(f"content/veileder/veileder-{k}.md", self.front("veileder", f"Veileder {k}", body, k, "versjon: 1.0", f"utgiver: Kontoret {k}") + text + "\n")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("n", type=int)
    arguments.add_argument("folder")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    Site(given.n, given.folder, given.seed).lay()
