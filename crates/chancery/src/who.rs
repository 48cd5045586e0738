//! `chancery who`: who a name or an office means on a day, and whether two names can be one person's.

use crate::{args, args::TextFormat, console, engine, failure::Failure, timeline::actors};
use chancery_names::{Certainty, Meant, NameBasis, Question, World};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};
use std::path::Path;

/// Likeness from which two names are told to be one person's.
const SAME: f32 = 0.6;

/// Runs the command.
pub fn run(shared: &args::Shared, who: &args::Who) -> Result<(), Failure> {
    let world = engine::world(&engine::packs(shared)?)?;
    let mut out = console::stdout();
    if who.pairs {
        pairs(&world, who.format, &mut out)?;
    } else if who.batch {
        batch(&world, &mut out)?;
    } else {
        one(&world, who, &mut out)?;
    }
    out.flush()?;
    Ok(())
}

fn one(world: &World, who: &args::Who, out: &mut impl Write) -> Result<(), Failure> {
    let actor = who.actor.as_deref().map(|name| actors::find(world, name)).transpose()?;
    if who.name.is_none() && actor.is_none() {
        return Err(Failure::usage("--office: expected a state as well, got none: add --of ACTOR"));
    }
    let office = who.office.as_deref().map(|name| office(world, name)).transpose()?;
    let question = Question { name: who.name.clone(), office, actor, on: who.on };
    let found = world.who(&question);
    match who.format {
        TextFormat::Json => writeln!(out, "{}", answer(world, &found))?,
        TextFormat::Text if found.is_empty() => writeln!(out, "unknown")?,
        TextFormat::Text => {
            if found.len() > 1 {
                writeln!(out, "{} can be meant:", found.len())?;
            }
            for meant in &found {
                writeln!(out, "{}", line(world, meant))?;
            }
        }
    }
    Ok(())
}

fn office(world: &World, name: &str) -> Result<String, Failure> {
    world.office(name).map(|o| o.code.to_string()).ok_or_else(|| {
        let known: Vec<&str> = world.offices().iter().map(|o| o.code.as_str()).collect();
        Failure::usage(format!("--office: expected one of {}, got \"{name}\"", known.join(", ")))
    })
}

fn line(world: &World, meant: &Meant<'_>) -> String {
    let mut line = world.name_of(meant.person).to_owned();
    if let Some(held) = &meant.held {
        let term = &held.term;
        let to = term.to.map_or_else(|| "…".to_owned(), |to| to.to_string());
        let record = world.term_record(term.id);
        let title = if record.title.is_empty() { term.office } else { record.title };
        line += &format!("  {}  {} ({title})", term.actor, term.office);
        line += &format!("  {} – {to}  {}", term.from, certainty(held.certainty));
        line += &format!("  source: {}", record.source);
    }
    line + &meant.basis.map_or(String::new(), |b| format!("  name: {}", basis(b)))
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Current => "known",
        Certainty::LastKnown => "last-known",
        Certainty::Other => "other-time",
    }
}

fn basis(basis: NameBasis) -> &'static str {
    match basis {
        NameBasis::Full => "full",
        NameBasis::Alias => "alias",
        NameBasis::Surname => "surname",
        NameBasis::Skeleton => "sound",
        NameBasis::Slip => "slip",
    }
}

/// One person as an answer; several as candidates of none.
fn answer(world: &World, found: &[Meant<'_>]) -> Value {
    match found {
        [] => json!({ "person": null }),
        [one] => told(world, one),
        several => {
            let candidates: Vec<Value> = several.iter().map(|m| told(world, m)).collect();
            json!({ "person": null, "candidates": candidates })
        }
    }
}

fn told(world: &World, meant: &Meant<'_>) -> Value {
    let term = meant.held.as_ref().map(|h| &h.term);
    let record = term.map(|t| world.term_record(t.id));
    json!({
        "person": world.name_of(meant.person),
        "state": term.map(|t| t.actor.as_str()),
        "office": term.map(|t| t.office),
        "title": record.as_ref().map(|r| r.title),
        "from": term.map(|t| t.from.to_string()),
        "to": term.and_then(|t| t.to).map(|to| to.to_string()),
        "known_until": term.and_then(|t| t.known_until).map(|day| day.to_string()),
        "certainty": meant.held.as_ref().map(|h| certainty(h.certainty)),
        "name": meant.basis.map(basis),
        "source": record.as_ref().map(|r| r.source),
    })
}

fn pairs(world: &World, format: TextFormat, out: &mut impl Write) -> Result<(), Failure> {
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Failure::file(Path::new("stdin"), "read", e))?;
        if line.trim().is_empty() {
            continue;
        }
        let Some((a, b)) = line.split_once('\t') else {
            let message =
                format!("stdin:{}: expected two names with a tab between them, got one", number + 1);
            return Err(Failure::usage(message));
        };
        let score = world.same_person(a.trim(), b.trim());
        let same = score >= SAME;
        match format {
            TextFormat::Json => {
                let score = f64::from((score * 100.0).round()) / 100.0;
                writeln!(out, "{}", json!({ "same": same, "score": score }))?;
            }
            TextFormat::Text => writeln!(out, "{}\t{score:.2}", if same { "same" } else { "different" })?,
        }
    }
    Ok(())
}

/// Answers each line with one line; what can't be understood gets the reason as its answer.
fn batch(world: &World, out: &mut impl Write) -> Result<(), Failure> {
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|e| Failure::file(Path::new("stdin"), "read", e))?;
        if line.trim().is_empty() {
            continue;
        }
        match question(world, &line) {
            Ok(question) => writeln!(out, "{}", answer(world, &world.who(&question)))?,
            Err(error) => writeln!(out, "{}", json!({ "person": null, "error": error }))?,
        }
    }
    Ok(())
}

fn question(world: &World, line: &str) -> Result<Question, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| format!("expected a JSON object: {e}"))?;
    let text = |field: &str| value.get(field).and_then(Value::as_str).filter(|s| !s.is_empty());
    let actor = text("state").map(|name| actors::find(world, name).map_err(|e| e.to_string())).transpose()?;
    let office = text("office").map(|name| office(world, name).map_err(|e| e.to_string())).transpose()?;
    let on = text("on").map(|day| day.parse().map_err(|e| format!("on: {e}"))).transpose()?;
    let name = text("name").map(str::to_owned);
    if name.is_none() && (office.is_none() || actor.is_none()) {
        return Err("expected a name, or an office and a state".to_owned());
    }
    Ok(Question { name, office, actor, on })
}
