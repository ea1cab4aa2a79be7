"""The state's criteria a second time: what an area is by almenboligloven, from the published figures and the law."""
