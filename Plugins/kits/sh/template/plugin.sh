#!/bin/sh
# What China recorded as exports to the importer, by year. The protocol: Plugins/protocol/v1/protocol.md of waybill.
. "$(dirname -- "$0")/waybill.sh"
wb_hello org.example.{{name}} 0.1.0

to="values.to:=$(wb_param importer)"
wb_block heading level:=2 text='Imports of {to} from China' "$to"
# The number of the first row with a figure; a cell without one is \N.
first=$(wb_rows t | awk -F '\t' '$3 != "\\N" { print $1; exit }')
if [ -z "$first" ]; then
  wb_block prose text='The data hold no figure of exports to {to}: a lack of figures, not a zero.' "$to"
else
  wb_block finding key=first text='In {year}, China recorded {v}.' \
    values.year:="$(wb_ref t "$first" period)" values.v:="$(wb_ref t "$first" value)"
  wb_block table key=years title='Imports from China' from=t
fi
wb_done
