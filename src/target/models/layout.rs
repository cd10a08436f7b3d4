//! Lines as rustfmt writes them with its default settings: generated code stays as it is when a project is formatted.

/// The longest line.
const WIDTH: usize = 100;
/// The longest list of arguments, and the longest chain, on one line.
const ARGUMENTS: usize = 60;
/// The longest struct literal on one line.
const LITERAL: usize = 18;

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A field with its type: `pub name: Type,`.
#[must_use]
pub fn field(name: &str, rust_type: &str) -> String {
    let line = format!("    pub {name}: {rust_type},");
    if width(&line) <= WIDTH { line } else { format!("    pub {name}:\n        {rust_type},") }
}

/// An attribute with one argument: `#[sqlx(rename = "…")]`.
#[must_use]
pub fn attribute(name: &str, argument: &str) -> String {
    let line = format!("    #[{name}({argument})]");
    if width(&line) <= WIDTH { line } else { format!("    #[{name}(\n        {argument}\n    )]") }
}

/// The derives of an item.
#[must_use]
pub fn derive(traits: &[String]) -> String {
    let line = format!("#[derive({})]", traits.join(", "));
    if width(&line) <= WIDTH { line } else { format!("#[derive({}\n)]", vertical(traits, 4)) }
}

/// Items each on a line of its own, with a comma.
fn vertical(items: &[String], indent: usize) -> String {
    items.iter().map(|item| format!("\n{:indent$}{item},", "")).collect()
}

/// A constant: `pub const NAME: Type = value;`, of which the head is what stands before the equals sign.
#[must_use]
pub fn constant(head: &str, value: &str) -> String {
    let line = format!("    {head} = {value};");
    // What fits on no line rustfmt leaves where it is.
    if width(&line) > WIDTH && width(value) + 9 <= WIDTH { format!("    {head} =\n        {value};") } else { line }
}

/// A constant of items that are joined by commas in a string, over as many lines as it takes. The items are escaped already.
#[must_use]
pub fn list(head: &str, items: &[String]) -> String {
    let mut text = format!("    {head} = \"");
    let mut used = width(&text);
    for (at, item) in items.iter().enumerate() {
        let last = at + 1 == items.len();
        let item = if last { format!("{item}\";") } else { format!("{item},") };
        // A space in front and the mark of a continued line behind.
        if at > 0 && used + width(&item) + 3 > WIDTH {
            text.push_str(" \\\n        ");
            used = 8;
        } else if at > 0 {
            text.push(' ');
            used += 1;
        }
        used += width(&item);
        text.push_str(&item);
    }
    text
}

/// A constant slice.
#[must_use]
pub fn slice(head: &str, items: &[String]) -> String {
    let inner = items.join(", ");
    let line = format!("    {head} = &[{inner}];");
    if width(&inner) <= ARGUMENTS && width(&line) <= WIDTH {
        return line;
    }
    format!("    {head} = &[{}\n    ];", vertical(items, 8))
}

/// A call as a statement or as a link of a chain: `head(a, b)tail`, at that indentation.
#[must_use]
pub fn call(indent: usize, head: &str, arguments: &[String], tail: &str) -> String {
    let inner = arguments.join(", ");
    let line = format!("{:indent$}{head}({inner}){tail}", "");
    // One argument alone may fill the line.
    if width(&line) <= WIDTH && (width(&inner) <= ARGUMENTS || arguments.len() == 1) {
        return line;
    }
    format!("{:indent$}{head}({}\n{:indent$}){tail}", "", vertical(arguments, indent + 4), "")
}

/// A chain of calls at the end of a function, after a short head: on one line, or each link on its own.
#[must_use]
pub fn chain(head: &str, links: &[(&str, Vec<String>)]) -> String {
    let line: String = links.iter().map(|(name, arguments)| format!(".{name}({})", arguments.join(", "))).collect();
    if width(head) + width(&line) <= ARGUMENTS {
        return format!("        {head}{line}");
    }
    // A head no longer than an indentation takes the first link on its line.
    let calls: Vec<String> =
        links.iter().map(|(name, arguments)| call(12, &format!(".{name}"), arguments, "")).collect();
    format!("        {head}{}", calls.join("\n").trim_start())
}

/// An arm of a match that gives a value.
#[must_use]
pub fn arm(pattern: &str, value: &str) -> String {
    let line = format!("            {pattern} => {value},");
    if width(&line) <= WIDTH {
        line
    } else {
        format!("            {pattern} => {{\n                {value}\n            }}")
    }
}

/// The head of a function without a receiver.
#[must_use]
pub fn function(name: &str, parameters: &[String], returns: &str) -> String {
    let line = format!("    pub fn {name}({}) -> {returns} {{", parameters.join(", "));
    if width(&line) <= WIDTH {
        return line;
    }
    let parameters: Vec<String> = parameters.iter().map(|parameter| broken(parameter, 8)).collect();
    format!("    pub fn {name}({}\n    ) -> {returns} {{", vertical(&parameters, 8))
}

/// A parameter whose generic type is too long for its line, broken after the first bracket.
fn broken(parameter: &str, indent: usize) -> String {
    let parts = parameter.split_once('<').and_then(|(head, rest)| Some((head, rest.strip_suffix('>')?)));
    match parts {
        Some((head, inner)) if indent + width(parameter) + 1 > WIDTH && indent + width(head) < WIDTH => {
            // Only a type with brackets of its own has commas that stand deeper.
            let arguments: Vec<String> = if inner.contains('<') {
                vec![inner.to_owned()]
            } else {
                inner.split(", ").map(str::to_owned).collect()
            };
            format!("{head}<{}\n{:indent$}>", vertical(&arguments, indent + 4), "")
        }
        _ => parameter.to_owned(),
    }
}

/// A struct literal at the end of a function.
#[must_use]
pub fn literal(fields: &[String]) -> String {
    let inner = fields.join(", ");
    if width(&inner) <= LITERAL {
        format!("        Self {{ {inner} }}")
    } else {
        format!("        Self {{{}\n        }}", vertical(fields, 12))
    }
}

/// Text for a doc comment, line by line: a line that is not empty starts with a space. Comments are plain text, so what would be a link,
/// a tag or a block of code to rustdoc is escaped, and no line is indented.
#[must_use]
pub fn docs(text: &str) -> Vec<String> {
    let balanced = text.matches('`').count().is_multiple_of(2) && !text.contains("```");
    let mut lines: Vec<String> = Vec::new();
    let mut in_code = false;
    for line in text.split(['\n', '\r']) {
        let mut out = String::new();
        for c in line.trim().chars() {
            match c {
                '`' if balanced => in_code = !in_code,
                '`' | '[' | ']' | '<' | '\\' if !in_code => out.push('\\'),
                _ => {}
            }
            // Directions and other invisible signs would make the compiler refuse the comment.
            if c.is_control()
                || ('\u{200b}'..='\u{200f}').contains(&c)
                || ('\u{2028}'..='\u{202e}').contains(&c)
                || ('\u{2060}'..='\u{206f}').contains(&c)
            {
                out.push(' ');
            } else {
                out.push(c);
            }
        }
        let out = out.trim();
        lines.push(if out.is_empty() { String::new() } else { format!(" {out}") });
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    lines.drain(..first);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_comments() {
        assert_eq!(docs("  Ends.*/ [x] <b>\n\n    `a[1]` \u{202e}\r\n"), [" Ends.*/ \\[x\\] \\<b>", "", " `a[1]`"]);
        assert_eq!(docs("```\nfn main() {}\n```"), [" \\`\\`\\`", " fn main() {}", " \\`\\`\\`"]);
        assert_eq!(docs("\n \n"), Vec::<String>::new());
    }
}
