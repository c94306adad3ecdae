"use strict";
// An Aztec code of bytes, as rows of 0 and 1 without a quiet zone. Source: ISO/IEC 24778. Pure: no document.
var AZTEC_FIELDS = { 4: 0x13, 6: 0x43, 8: 0x12d, 10: 0x409, 12: 0x1069 }; // by bits of a codeword
var AZTEC_CHECK = 0.23; // of the symbol, and three codewords: as the standard advises

function aztecBits(bytes) { // one binary shift: what a boarding pass holds is too mixed for the letter tables to gain much
  var bits = [];
  function put(value, count) { while (count-- > 0) bits.push(value >> count & 1); }
  for (var at = 0; at < bytes.length; at += 2078) {
    var part = bytes.slice(at, at + 2078);
    put(31, 5);
    if (part.length < 32) put(part.length, 5); else put(part.length - 31, 16);
    part.forEach(function (byte) { put(byte, 8); });
  }
  return bits;
}

function aztecWords(bits, size) { // no codeword is all of one kind: a bit of the other kind is put in
  var symbols = [], at = 0, full = (1 << size) - 2;
  while (at < bits.length) {
    var word = 0;
    for (var i = 0; i < size; i++) word = word << 1 | (at + i < bits.length ? bits[at + i] : 1);
    var head = word & full;
    symbols.push(head === full ? full : head === 0 ? 1 : word);
    at += head === full || head === 0 ? size - 1 : size;
  }
  return symbols;
}

function aztecChecked(symbols, count, size) { // Reed-Solomon: the codewords and `count` check words
  var logs = [], powers = [], value = 1, order = (1 << size) - 1;
  for (var i = 0; i < order; i++) { powers[i] = value; logs[value] = i; value <<= 1; if (value > order) value ^= AZTEC_FIELDS[size]; }
  function times(a, b) { return a && b ? powers[(logs[a] + logs[b]) % order] : 0; }
  var generator = [1];
  for (var root = 1; root <= count; root++) {
    generator.push(0);
    for (var place = generator.length - 1; place > 0; place--) generator[place] ^= times(generator[place - 1], powers[root % order]);
  }
  var rest = symbols.concat(new Array(count).fill(0));
  for (var at = 0; at < symbols.length; at++) {
    var factor = rest[at];
    for (var j = 0; j < generator.length; j++) rest[at + j] ^= times(generator[j], factor);
  }
  return symbols.concat(rest.slice(symbols.length));
}

function aztecUnpacked(symbols, size) {
  var bits = [];
  symbols.forEach(function (word) { for (var i = size - 1; i >= 0; i--) bits.push(word >> i & 1); });
  return bits;
}

function aztecPlan(bits) { // {layers, size, symbols, room}: the smallest full-range symbol that holds the bits
  for (var layers = 1; layers <= 32; layers++) {
    var size = layers < 3 ? 6 : layers < 9 ? 8 : layers < 23 ? 10 : 12, room = Math.floor((112 + 16 * layers) * layers / size);
    var symbols = aztecWords(bits, size);
    if (symbols.length + Math.ceil(room * AZTEC_CHECK) + 3 <= room) return { layers: layers, size: size, symbols: symbols, room: room };
  }
  throw new Error("long");
}

function aztecOf(bytes) {
  var plan = aztecPlan(aztecBits(bytes)), layers = plan.layers, base = 14 + layers * 4;
  var wide = base + 1 + 2 * Math.floor((base / 2 - 1) / 15), centre = Math.floor(wide / 2), rows = [], map = [];
  for (var y = 0; y < wide; y++) rows.push(new Array(wide).fill(0));
  function dot(x, y) { rows[y][x] = 1; }
  for (var i = 0; i < base / 2; i++) { // the reference grid takes every sixteenth row and column
    var out = i + Math.floor(i / 15);
    map[base / 2 - i - 1] = centre - out - 1;
    map[base / 2 + i] = centre + out + 1;
  }
  var total = (112 + 16 * layers) * layers, message = new Array(total % plan.size).fill(0);
  message = message.concat(aztecUnpacked(aztecChecked(plan.symbols, plan.room - plan.symbols.length, plan.size), plan.size));
  aztecData(message, layers, base, map, dot);
  var mode = aztecUnpacked([layers - 1 << 11 | plan.symbols.length - 1], 16).reduce(function (symbols, bit, at) {
    symbols[at >> 2] = symbols[at >> 2] << 1 | bit;
    return symbols;
  }, [0, 0, 0, 0]);
  aztecMode(aztecUnpacked(aztecChecked(mode, 6, 4), 4), centre, dot);
  aztecFinder(wide, base, centre, dot);
  return rows;
}

function aztecData(message, layers, base, map, dot) { // two bits wide, from the outermost layer inwards, counter-clockwise
  var at = 0;
  for (var i = 0; i < layers; i++) {
    var side = (layers - i) * 4 + 12, low = i * 2, high = base - 1 - i * 2;
    for (var j = 0; j < side; j++) for (var k = 0; k < 2; k++) {
      if (message[at + j * 2 + k]) dot(map[low + k], map[low + j]);
      if (message[at + side * 2 + j * 2 + k]) dot(map[low + j], map[high - k]);
      if (message[at + side * 4 + j * 2 + k]) dot(map[high - k], map[high - j]);
      if (message[at + side * 6 + j * 2 + k]) dot(map[high - j], map[low + k]);
    }
    at += side * 8;
  }
}

function aztecMode(bits, centre, dot) { // around the finder: how many layers and codewords there are
  for (var i = 0; i < 10; i++) {
    var along = centre - 5 + i + Math.floor(i / 5);
    if (bits[i]) dot(along, centre - 7);
    if (bits[i + 10]) dot(centre + 7, along);
    if (bits[29 - i]) dot(along, centre + 7);
    if (bits[39 - i]) dot(centre - 7, along);
  }
}

function aztecFinder(wide, base, centre, dot) { // rings, marks of the way up, and the grid
  for (var ring = 0; ring < 7; ring += 2) for (var j = centre - ring; j <= centre + ring; j++) {
    dot(j, centre - ring); dot(j, centre + ring); dot(centre - ring, j); dot(centre + ring, j);
  }
  dot(centre - 7, centre - 7); dot(centre - 6, centre - 7); dot(centre - 7, centre - 6);
  dot(centre + 7, centre - 7); dot(centre + 7, centre - 6); dot(centre + 7, centre + 6);
  for (var i = 0, off = 0; i < base / 2 - 1; i += 15, off += 16) for (var k = centre & 1; k < wide; k += 2) {
    dot(centre - off, k); dot(centre + off, k); dot(k, centre - off); dot(k, centre + off);
  }
}
