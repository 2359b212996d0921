"""One small release as SDMX messages of every format and shape.

Exports of 1.50 in October 2021, none published for November, provisional imports of 100
in October: monthly, in millions of yuan. The multiplier is said of the data set, the unit
of a group (all of one flow), the adjustment of a series and the status of an observation,
where the shape has such levels. Numbers are to come out as they stand: 1.50, not 1.5.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping

__all__ = ["FORMS", "generic", "specific"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<mes:{root} xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
  xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
  xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
  xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:ns1="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=XJ:TRADE(1.0)">
<mes:Header>
  <mes:ID>x</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2021-12-27T09:00:00</mes:Prepared>
  <mes:Sender id="XJ"><com:Name xml:lang="en">Urumqi Customs</com:Name></mes:Sender>
  <mes:Structure structureID="S" dimensionAtObservation="{across}"
    ><com:Structure><Ref agencyID="XJ" id="TRADE" version="1.0"/></com:Structure></mes:Structure>
</mes:Header>
"""


def specific(body: str, across: str = "TIME_PERIOD", attributes: str = 'UNIT_MULT="6"') -> str:
    """A structure-specific message of SDMX-ML 2.1 with one data set."""
    head = _HEAD.format(root="StructureSpecificData", across=across)
    return (
        f'{head}<mes:DataSet ss:structureRef="S" xsi:type="ns1:DataSetType" '
        f'ss:dataScope="DataStructure" ss:action="Replace" ss:setID="q" {attributes}>\n{body}\n'
        "</mes:DataSet>\n</mes:StructureSpecificData>\n"
    )


def _values(said: Mapping[str, str]) -> str:
    return "".join(f'<generic:Value id="{k}" value="{v}"/>' for k, v in said.items())


def _attributes(said: Mapping[str, str]) -> str:
    return f"<generic:Attributes>{_values(said)}</generic:Attributes>" if said else ""


def generic(body: str, across: str = "TIME_PERIOD", root: str = "GenericData") -> str:
    """A generic message of SDMX-ML 2.1 with one data set."""
    return (
        f'{_HEAD.format(root=root, across=across)}<mes:DataSet structureRef="S" action="Replace">\n'
        f"{_attributes({'UNIT_MULT': '6'})}{body}</mes:DataSet>\n</mes:{root}>\n"
    )


_FLOWS: Mapping[str, list[tuple[str, str | None, str]]] = {
    "X": [("2021-10", "1.50", "A"), ("2021-11", None, "M")],
    "M": [("2021-10", "100", "P")],
}
_SPECIFIC_GROUPS = "\n".join(
    f'<Group xsi:type="ns1:Flow" TRADE_FLOW="{flow}" UNIT_MEASURE="CNY"/>' for flow in _FLOWS
)
_GENERIC_GROUPS = "\n".join(
    f'<generic:Group type="Flow"><generic:GroupKey>{_values({"TRADE_FLOW": flow})}'
    f"</generic:GroupKey>{_attributes({'UNIT_MEASURE': 'CNY'})}</generic:Group>"
    for flow in _FLOWS
)


def _specific_obs(period: str, value: str | None, status: str, key: str = "") -> str:
    printed = "" if value is None else f'OBS_VALUE="{value}" '
    return f'<Obs {key}TIME_PERIOD="{period}" {printed}OBS_STATUS="{status}"/>'


def _specific_series() -> str:
    series = "\n".join(
        f'<Series FREQ="M" REF_AREA="CN-XJ" TRADE_FLOW="{flow}" SEASONAL_ADJUST="N">\n'
        + "\n".join(_specific_obs(*each) for each in found)
        + '</Series>\n<Series FREQ="M" REF_AREA="CN" TRADE_FLOW="X"/>'
        for flow, found in _FLOWS.items()
    )
    return f"{_SPECIFIC_GROUPS}\n{series}"


def _specific_flat() -> str:
    rows = "\n".join(
        _specific_obs(*each, key=f'FREQ="M" REF_AREA="CN-XJ" TRADE_FLOW="{flow}" ')
        for flow, found in _FLOWS.items()
        for each in found
    )
    return f"{_SPECIFIC_GROUPS}\n{rows}"


def _generic_obs(key: str, value: str | None, status: str) -> str:
    printed = "" if value is None else f'<generic:ObsValue value="{value}"/>'
    return f"<generic:Obs>{key}{printed}{_attributes({'OBS_STATUS': status})}</generic:Obs>\n"


def _generic_series() -> str:
    series = ""
    for flow, found in _FLOWS.items():
        key = _values({"FREQ": "M", "REF_AREA": "CN-XJ", "TRADE_FLOW": flow})
        series += f"<generic:Series><generic:SeriesKey>{key}</generic:SeriesKey>"
        series += _attributes({"SEASONAL_ADJUST": "N"})
        for period, value, status in found:
            series += _generic_obs(f'<generic:ObsDimension value="{period}"/>', value, status)
        series += "</generic:Series>\n"
    return f"{_GENERIC_GROUPS}\n{series}"


def _generic_flat() -> str:
    rows = ""
    for flow, found in _FLOWS.items():
        for period, value, status in found:
            key = {"FREQ": "M", "REF_AREA": "CN-XJ", "TRADE_FLOW": flow, "TIME_PERIOD": period}
            rows += _generic_obs(f"<generic:ObsKey>{_values(key)}</generic:ObsKey>", value, status)
    return f"{_GENERIC_GROUPS}\n{rows}"


_CSV_10 = """\
DATAFLOW,FREQ,REF_AREA,TRADE_FLOW,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,SEASONAL_ADJUST
XJ:TRADE(1.0),M,CN-XJ,X,2021-10,1.50,A,CNY,6,N
XJ:TRADE(1.0),M,CN-XJ,X,2021-11,,M,CNY,6,N
XJ:TRADE(1.0),M,CN-XJ,M,2021-10,100,P,CNY,6,N
"""
_CSV_20 = """\
STRUCTURE[;],STRUCTURE_ID,ACTION,SERIES_KEY,FREQ,REF_AREA,TRADE_FLOW,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,SEASONAL_ADJUST
dataflow,XJ:TRADE(1.0),I,M.CN-XJ.X,M,CN-XJ,X,2021-10,1.50,,CNY,6,N
dataflow,XJ:TRADE(1.0),I,M.CN-XJ.X,M,CN-XJ,X,2021-11,NaN,,CNY,6,N
dataflow,XJ:TRADE(1.0),I,M.CN-XJ.M,M,CN-XJ,M,2021-10,100,P,CNY,6,N
"""
_CSV_BOTH = """\
STRUCTURE;STRUCTURE_ID;ACTION;FREQ: Frequency;REF_AREA: Area;TRADE_FLOW: Flow;TIME_PERIOD: Period;OBS_VALUE: Value;OBS_STATUS: Status;UNIT_MEASURE: Unit;UNIT_MULT: Multiplier;SEASONAL_ADJUST: Adjustment
dataflow;XJ:TRADE(1.0): Trade;A;M: Monthly;CN-XJ: Xinjiang;X: Exports: goods;2021-10: 2021-10;1.50;A: Normal;CNY: Yuan;6: Millions;N: None
dataflow;XJ:TRADE(1.0): Trade;A;M: Monthly;CN-XJ: Xinjiang;X: Exports: goods;2021-11: 2021-11;;M: Missing;CNY: Yuan;6: Millions;N: None
dataflow;XJ:TRADE(1.0): Trade;R;M: Monthly;CN-XJ: Xinjiang;M: Imports: goods;2021-10: 2021-10;100;P: Provisional;CNY: Yuan;6: Millions;N: None
"""
_CSV_NAME = """\
STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ,Frequency,REF_AREA,Area,TRADE_FLOW,Flow,TIME_PERIOD,Period,OBS_VALUE,Value,OBS_STATUS,Status,UNIT_MEASURE,Unit,UNIT_MULT,Multiplier,SEASONAL_ADJUST,Adjustment
dataflow,XJ:TRADE(1.0),Trade,I,M,Monthly,CN-XJ,Xinjiang,X,Exports,2021-10,2021-10,1.50,,A,Normal,CNY,Yuan,6,Millions,N,None
dataflow,XJ:TRADE(1.0),Trade,I,M,Monthly,CN-XJ,Xinjiang,X,Exports,2021-11,2021-11,,,M,Missing,CNY,Yuan,6,Millions,N,None
dataflow,XJ:TRADE(1.0),Trade,I,M,Monthly,CN-XJ,Xinjiang,M,Imports,2021-10,2021-10,100,,P,Provisional,CNY,Yuan,6,Millions,N,None
"""

_JSON_10_SERIES = """\
{"header": {"id": "x", "prepared": "2021-12-27T09:00:00Z", "sender": {"id": "XJ"}},
 "dataSets": [{"action": "Information", "series": {
   "0:0": {"attributes": [0, 0], "observations": {
     "0": [1.50, 0],
     "1": [null, 1]}},
   "0:1": {"attributes": [0, 0], "observations": {
     "0": [100, 2]}}}}],
 "structure": {
  "dimensions": {
   "dataSet": [{"id": "FREQ", "values": [{"id": "M", "name": "Monthly"}]}],
   "series": [{"id": "REF_AREA", "values": [{"id": "CN-XJ", "name": "Xinjiang"}]},
              {"id": "TRADE_FLOW", "values": [{"id": "X", "name": "0"}, {"id": "M", "name": "1"}]}],
   "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2021-10"}, {"id": "2021-11"}]}]},
  "attributes": {
   "dataSet": [{"id": "UNIT_MULT", "values": [{"id": "6", "name": "Millions"}]}],
   "series": [{"id": "UNIT_MEASURE", "values": [{"id": "CNY", "name": "Yuan"}]},
              {"id": "SEASONAL_ADJUST", "values": [{"id": "N", "name": "None"}]}],
   "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "M"}, {"id": "P"}]}]}}}
"""
_JSON_10_FLAT = """\
{"meta": {"id": "x", "prepared": "2021-12-27T09:00:00Z", "sender": {"id": "XJ"}},
 "data": {"structure": {
  "dimensions": {
   "observation": [{"id": "FREQ", "values": [{"id": "M"}]},
                   {"id": "REF_AREA", "values": [{"id": "CN-XJ"}]},
                   {"id": "TRADE_FLOW", "values": [{"id": "X"}, {"id": "M"}]},
                   {"id": "TIME_PERIOD", "values": [{"name": "2021-10"}, {"name": "2021-11"}]}]},
  "attributes": {
   "dataSet": [{"id": "UNIT_MULT", "values": [{"name": "6"}]},
               {"id": "UNIT_MEASURE", "values": [{"id": "CNY"}]},
               {"id": "SEASONAL_ADJUST", "values": [{"id": "N"}]}],
   "observation": [{"id": "OBS_STATUS", "default": "A", "values": [{"id": "M"}, {"id": "P"}]}]}},
 "dataSets": [{"attributes": [0, 0, 0], "observations": {
   "0:0:0:0": [1.50],
   "0:0:0:1": [null, 0],
   "0:0:1:0": [100, 1]}}]}}
"""
_JSON_20 = """\
{"meta": {"id": "x", "prepared": "2021-12-27T09:00:00Z", "sender": {"id": "XJ"}},
 "data": {"structures": [{
  "links": [{"rel": "dataflow", "urn": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=XJ:TRADE(1.0)"}],
  "dataSets": [0],
  "dimensions": {
   "dataSet": [{"id": "FREQ", "keyPosition": 0, "values": [{"id": "M"}]}],
   "series": [{"id": "TRADE_FLOW", "keyPosition": 2, "values": [{"id": "X"}, {"id": "M"}]},
              {"id": "REF_AREA", "keyPosition": 1, "values": [{"id": "CN-XJ"}]}],
   "observation": [{"id": "TIME_PERIOD", "keyPosition": 3,
                    "values": [{"value": "2021-10"}, {"value": "2021-11"}]}]},
  "measures": {"observation": [{"id": "OBS_VALUE"}]},
  "attributes": {
   "dataSet": [{"id": "UNIT_MULT"}],
   "dimensionGroup": [{"id": "UNIT_MEASURE", "values": [{"id": "CNY"}]}],
   "series": [{"id": "SEASONAL_ADJUST", "values": [{"id": "N"}]}],
   "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "M"}, {"id": "P"}]}]}}],
  "dataSets": [{"structure": 0, "action": "Replace", "attributes": [6],
   "dimensionGroupAttributes": {"::0:": [0], "::1:": [0]},
   "series": {
    "0:0": {"attributes": [0], "annotations": [0], "observations": {
      "0": ["1.50", 0, 7],
      "1": [null, 1]}},
    "1:0": {"attributes": [0], "observations": {
      "0": [100, 2]}}}}]}}
"""

FORMS: Mapping[str, tuple[str, bytes]] = {
    "SDMX-CSV 1.0": ("m.csv", _CSV_10.encode()),
    "SDMX-CSV 1.0 with a byte order mark": ("m.csv", _CSV_10.encode("utf-8-sig")),
    "SDMX-CSV 2.0, NaN for what is missing": ("m.csv", _CSV_20.encode()),
    "SDMX-CSV 2.0, ids and names in one cell, semicolons": ("m.csv", _CSV_BOTH.encode()),
    "SDMX-CSV 2.0, names in columns of their own": ("m.csv", _CSV_NAME.encode()),
    "SDMX-ML, specific, series": ("m.xml", specific(_specific_series()).encode()),
    "SDMX-ML, specific, flat": (
        "m.xml",
        specific(
            _specific_flat(), "AllDimensions", 'UNIT_MULT="6" SEASONAL_ADJUST="N"'
        ).encode(),
    ),
    "SDMX-ML, generic, series": ("m.xml", generic(_generic_series()).encode()),
    "SDMX-ML, generic, time series": (
        "m.xml",
        generic(_generic_series(), root="GenericTimeSeriesData").encode(),
    ),
    "SDMX-ML, generic, flat": (
        "m.xml",
        generic(_generic_flat(), "AllDimensions")
        .replace('<generic:Value id="UNIT_MULT" value="6"/>',
                 _values({"UNIT_MULT": "6", "SEASONAL_ADJUST": "N"}))
        .encode(),
    ),
    "SDMX-ML, packed": ("m.xml.gz", gzip.compress(specific(_specific_series()).encode(), mtime=0)),
    "SDMX-JSON 1.0, series": ("m.json", _JSON_10_SERIES.encode()),
    "SDMX-JSON 1.0, flat": ("m.json", _JSON_10_FLAT.encode()),
    "SDMX-JSON 2.0": ("m.json", _JSON_20.encode()),
    "SDMX-JSON, packed": ("m.json.gz", gzip.compress(_JSON_20.encode(), mtime=0)),
}  # fmt: skip
"""The release in each form: a file's name and what is in it."""
