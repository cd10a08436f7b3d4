//! How the values of a column become those of a type that was made anew, while the one before it still stands under another name.

use super::Column;
use super::conversion::Conversion;
use crate::kind::{Exchange, Object};
use crate::name::literal;
use crate::step::{Hazard, Statement};
use crate::types::TypeName;

impl Column {
    /// See [`carry_over`](crate::kind::Define::carry_over).
    pub(super) fn carried_over(&self, exchange: &Exchange) -> Option<Vec<Statement>> {
        if self.generated.is_some() {
            return None;
        }
        let value = self.as_new(exchange)?;
        // A parent's change reaches them.
        if self.inherited {
            return Some(Vec::new());
        }
        let collate = self.collation.as_ref().map_or_else(String::new, |collation| format!(" collate {collation}"));
        let change = self.alter_table(&format!("type {}{collate} using {value}", self.data_type));
        let change = change.hazard(Hazard::TableRewrite).advise(Hazard::TableRewrite, exchange.values.advice.clone());
        let change = if exchange.values.may_fail { change.hazard(Hazard::MayFail) } else { change };
        let loses = self.converted(exchange).is_some_and(|conversion| conversion.loses);
        Some(vec![if loses { change.hazard(Hazard::DataLoss) } else { change }])
    }

    /// How the values of a domain over another type become ones of the new.
    fn converted(&self, exchange: &Exchange) -> Option<Conversion> {
        let (Object::Domain(old), Object::Domain(new)) = (exchange.old, exchange.new) else { return None };
        let arrayed = |of: &TypeName| TypeName { dimensions: of.dimensions + self.data_type.dimensions, ..of.clone() };
        let (old, new) = (arrayed(&old.data_type), arrayed(&new.data_type));
        (old != new).then(|| Conversion::between(&self.name, &old, &new))
    }

    /// The value as one of the new type. None where no expression makes one of it.
    fn as_new(&self, exchange: &Exchange) -> Option<String> {
        let Column { name, data_type, .. } = self;
        let moved = exchange.values.moved;
        match (exchange.old, exchange.new) {
            (Object::CompositeType(old), Object::CompositeType(new)) if moved > 0 || !old.prints_like(new) => {
                // Nothing goes through an array in an expression without a query.
                return old.rearranged(name, new, moved).filter(|_| data_type.dimensions == 0);
            }
            _ if moved > 0 => return None,
            _ => {}
        }
        if let Some(conversion) = self.converted(exchange) {
            return Some(match conversion.using {
                Some(sql) => format!("{sql}::{data_type}"),
                None => format!("{name}::{data_type}"),
            });
        }
        let of_arrays = matches!(exchange.old, Object::Domain(domain) if domain.data_type.dimensions > 0);
        let mapped = &exchange.values.mapped;
        let text = if data_type.dimensions > 0 || of_arrays {
            mapped.iter().fold(format!("{name}::text[]"), |value, (old, new)| {
                format!("array_replace({value}, {}, {})", literal(old), literal(new))
            })
        } else if mapped.is_empty() {
            format!("{name}::text")
        } else {
            let whens = mapped.iter().map(|(old, new)| format!(" when {} then {}", literal(old), literal(new)));
            format!("(case {name}::text{} else {name}::text end)", whens.collect::<String>())
        };
        Some(format!("{text}::{data_type}"))
    }
}
