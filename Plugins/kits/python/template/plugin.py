"""Who supplied the importer, year by year. The protocol: Plugins/protocol/v1/protocol.md of waybill."""

import waybill

plugin = waybill.Plugin()  # who it is stands in plugin.json


@plugin.analysis("{{name}}")
def suppliers(run: waybill.Run) -> None:
    names = {"to": waybill.param("importer"), "span": waybill.param("period")}
    run.heading("Suppliers of {to}", names)
    where = {"partner": run.params["importer"], "flow": "X", "product": "total"}
    answer = run.query(measures=["value"], by=["reporter", "period"], where=where,
                       period={"from": run.params["period"], "grain": "year"}, order=["-value"])
    largest = next((row for row in answer.rows() if row["value"] is not None), None)
    if largest is None:
        run.prose("The data hold no figure of exports to {to} in {span}: a lack of figures, not a zero.", names)
        return
    run.finding("largest", "The largest figure is that of {who} in {year}: {v}.",
                {"who": largest.ref("reporter"), "year": largest.ref("period"), "v": largest.ref("value")})
    run.table("suppliers", source=answer, title="Suppliers by year")


plugin.main()
