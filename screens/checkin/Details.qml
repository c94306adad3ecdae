// A detail of a traveller or a document is typed, as every other fact is.
Typing { art: "scenes/travel-passport" }
