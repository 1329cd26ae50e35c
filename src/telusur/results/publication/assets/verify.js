// Checks published files in the browser: digests, sums, tiles, proofs, and signatures where the browser knows Ed25519.
// A classic script without a single request, so that it works from a USB stick.
(function () {
  "use strict";
  var words = JSON.parse(document.getElementById("kata").textContent);
  var out = document.getElementById("hasil"), keyBox = document.getElementById("kunci");
  if (window.telusurCheckpoint) { keyBox.value = window.telusurCheckpoint.key; }
  var text = new TextDecoder("utf-8", { fatal: false }), coder = new TextEncoder();

  // --- SHA-256 (FIPS 180-4)
  var K = [];
  (function () {
    function fraction(root) { return ((root - Math.floor(root)) * 4294967296) | 0; }
    for (var n = 2; K.length < 64; n += 1) {
      var prime = true;
      for (var d = 2; d * d <= n; d += 1) { if (n % d === 0) { prime = false; break; } }
      if (prime) { K.push(fraction(Math.cbrt(n))); }
    }
  })();
  function sha256(bytes) {
    var length = bytes.length, blocks = ((length + 8) >> 6) + 1, all = new Uint8Array(blocks * 64);
    all.set(bytes);
    all[length] = 0x80;
    var view = new DataView(all.buffer);
    view.setUint32(all.length - 8, Math.floor(length / 536870912));
    view.setUint32(all.length - 4, length << 3);
    var h = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    var w = new Int32Array(64);
    for (var at = 0; at < all.length; at += 64) {
      var i, x, y;
      for (i = 0; i < 16; i += 1) { w[i] = view.getInt32(at + i * 4); }
      for (i = 16; i < 64; i += 1) {
        x = w[i - 15];
        y = w[i - 2];
        w[i] = (w[i - 16] + w[i - 7] + (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
          (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) | 0;
      }
      var a = h[0] | 0, b = h[1] | 0, c = h[2] | 0, d = h[3] | 0, e = h[4] | 0, f = h[5] | 0, g = h[6] | 0, j = h[7] | 0;
      for (i = 0; i < 64; i += 1) {
        x = (j + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) +
          K[i] + w[i]) | 0;
        y = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
          ((a & b) ^ (a & c) ^ (b & c))) | 0;
        j = g; g = f; f = e; e = (d + x) | 0; d = c; c = b; b = a; a = (x + y) | 0;
      }
      h = [h[0] + a, h[1] + b, h[2] + c, h[3] + d, h[4] + e, h[5] + f, h[6] + g, h[7] + j].map(function (n) { return n | 0; });
    }
    var digest = new Uint8Array(32), made = new DataView(digest.buffer);
    h.forEach(function (n, place) { made.setInt32(place * 4, n); });
    return digest;
  }
  function joined() {
    var parts = Array.prototype.slice.call(arguments), size = parts.reduce(function (n, p) { return n + p.length; }, 0);
    var all = new Uint8Array(size), at = 0;
    parts.forEach(function (part) { all.set(part, at); at += part.length; });
    return all;
  }
  function leafOf(entry) { return sha256(joined([0], entry)); }
  function nodeOf(left, right) { return sha256(joined([1], left, right)); }
  function hex(bytes) {
    return Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
  }
  function bytesOf(base64) {
    var raw = window.atob(base64), bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i += 1) { bytes[i] = raw.charCodeAt(i); }
    if (window.btoa(raw) !== base64) { throw new Error("base64"); }
    return bytes;
  }
  function same(one, two) { return hex(one) === hex(two); }

  // --- proofs (RFC 9162, 2.1.3.2 and 2.1.4.2)
  function rootBy(leaf, index, size, path) {
    if (!(index >= 0 && index < size)) { return null; }
    var place = index, last = size - 1, digest = leaf;
    for (var i = 0; i < path.length; i += 1) {
      if (last === 0) { return null; }
      if (place % 2 === 1 || place === last) {
        digest = nodeOf(path[i], digest);
        while (place % 2 === 0 && place) { place = Math.floor(place / 2); last = Math.floor(last / 2); }
      } else {
        digest = nodeOf(digest, path[i]);
      }
      place = Math.floor(place / 2);
      last = Math.floor(last / 2);
    }
    return last ? null : digest;
  }
  function grew(oldSize, oldRoot, newSize, newRoot, proof) {
    if (!(oldSize > 0 && oldSize <= newSize)) { return false; }
    if (oldSize === newSize) { return !proof.length && same(oldRoot, newRoot); }
    var power = oldSize;
    while (power % 2 === 0) { power /= 2; }
    var path = power === 1 ? [oldRoot].concat(proof) : proof.slice();
    if (!path.length) { return false; }
    var place = oldSize - 1, last = newSize - 1;
    while (place % 2 === 1) { place = Math.floor(place / 2); last = Math.floor(last / 2); }
    var older = path[0], newer = path[0];
    for (var i = 1; i < path.length; i += 1) {
      if (last === 0) { return false; }
      if (place % 2 === 1 || place === last) {
        older = nodeOf(path[i], older);
        newer = nodeOf(path[i], newer);
        while (place % 2 === 0 && place) { place = Math.floor(place / 2); last = Math.floor(last / 2); }
      } else {
        newer = nodeOf(newer, path[i]);
      }
      place = Math.floor(place / 2);
      last = Math.floor(last / 2);
    }
    return !last && same(older, oldRoot) && same(newer, newRoot);
  }
  function treeRoot(leaves) {
    if (!leaves.length) { return sha256(new Uint8Array(0)); }
    var stack = [];
    leaves.forEach(function (leaf, place) {
      stack.push(leaf);
      while (place % 2 === 1) { var right = stack.pop(); stack.push(nodeOf(stack.pop(), right)); place = (place - 1) / 2; }
    });
    var root = stack.pop();
    while (stack.length) { root = nodeOf(stack.pop(), root); }
    return root;
  }

  // --- signed notes
  function readKey(line) {
    var found = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim());
    if (!found) { return null; }
    var packed;
    try { packed = bytesOf(found[3]); } catch (error) { return null; }
    var id = sha256(joined(coder.encode(found[1] + "\n"), packed)).slice(0, 4);
    return packed.length === 33 && packed[0] === 1 && hex(id) === found[2] ? { name: found[1], id: found[2], raw: packed.slice(1) } : null;
  }
  function readNote(note) {
    var cut = note.lastIndexOf("\n\n");
    if (cut < 0) { throw new Error("note"); }
    return { body: note.slice(0, cut + 1), lines: note.slice(0, cut).split("\n"), signatures: note.slice(cut + 2).split("\n") };
  }
  function readCheckpoint(note) {
    var read = readNote(note);
    if (!/^(0|[1-9][0-9]*)$/.test(read.lines[1] || "")) { throw new Error("checkpoint"); }
    return { origin: read.lines[0], size: Number(read.lines[1]), root: bytesOf(read.lines[2]), note: read };
  }
  function signed(note) { // gives a promise of true, false, or the word why it was not checked
    var key = readKey(keyBox.value);
    if (!key) { return Promise.resolve(words.nokey); }
    var line = note.signatures.filter(function (one) { return one.indexOf("\u2014 " + key.name + " ") === 0; })
      .map(function (one) { return bytesOf(one.split(" ")[2]); })
      .filter(function (value) { return hex(value.slice(0, 4)) === key.id; })[0];
    if (!line) { return Promise.resolve(false); }
    if (!window.crypto || !window.crypto.subtle) { return Promise.resolve(words.nosign); }
    return window.crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]).then(function (made) {
      return window.crypto.subtle.verify({ name: "Ed25519" }, made, line.slice(4), coder.encode(note.body));
    }, function () { return words.nosign; });
  }

  // --- what is shown
  var tally; // how much was checked, how much differs, what was not checked, and of which kinds a difference is named
  function say(kind, name, what, count, why) {
    tally.seen += count === undefined ? 1 : count;
    if (what === false && (count === undefined || !tally.named[kind])) { tally.bad += 1; tally.named[kind] = true; }
    if (what === true) { tally.good += 1; }
    if (typeof what === "string" && tally.left.indexOf(what) < 0) { tally.left.push(what); }
    var line = document.createElement("p"), mark = document.createElement("b");
    mark.className = what === true ? "good" : what === false ? "bad" : "muted";
    mark.textContent = (what === true ? "\u2713 " + words.good : what === false ? "\u2717 " + words.bad : "– " + words.unchecked);
    line.appendChild(document.createTextNode(kind + (name ? " · " + name : "") + ": "));
    line.appendChild(mark);
    var more = [];
    if (count !== undefined) { more.push(words.count.replace("{n}", count.toLocaleString("id-ID"))); }
    if (typeof what === "string") { more.push(what); }
    if (why) { more.push(why); }
    if (more.length) { line.appendChild(document.createTextNode(" (" + more.join("; ") + ")")); }
    out.appendChild(line);
    return line;
  }
  function conclude() { // what it all comes to stands first
    var box = document.createElement("section"), title = document.createElement("h2"), text = document.createElement("p");
    var kind = tally.bad ? "bad" : !tally.good ? "none" : tally.left.length ? "left" : "good";
    box.className = "card verdict verdict-" + kind;
    title.textContent = words["verdict_" + kind].replace("{bad}", tally.bad.toLocaleString("id-ID"))
      .replace("{seen}", tally.seen.toLocaleString("id-ID"));
    text.textContent = words["then_" + kind] + (tally.left.length ? " " + tally.left.join("; ") + "." : "");
    box.appendChild(title);
    box.appendChild(text);
    out.insertBefore(box, out.firstChild);
  }
  function sayNote(note, name) { return signed(note).then(function (what) { say(words.signature, name, what); }); }

  // --- one file at a time
  function readProof(content) {
    var cut = content.indexOf("\n\n"), lines = content.slice(0, cut).split("\n");
    if (cut < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") { throw new Error("proof"); }
    var entry = lines[0].indexOf("extra ") === 0 ? bytesOf(lines.shift().slice(6)) : null;
    var index = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() || "");
    return { entry: entry, index: Number(index[1]), path: lines.map(bytesOf), checkpoint: readCheckpoint(content.slice(cut + 2)) };
  }
  var beside; // of the files that were picked with a proof: what opens entries, and what contests are
  function keep(content) {
    var made = JSON.parse(content);
    if (made.format === "telusur-contest/1") { beside.contests[made.code] = made; return true; }
    (made.stations || []).forEach(function (station) {
      (station.events || []).forEach(function (event) {
        if (event.salt) { beside.openings[[made.contest, station.code, event.index].join("/")] = { by: event, station: station }; }
      });
    });
    return !!made.stations;
  }
  function row(list, head, said) {
    var term = document.createElement("dt"), value = document.createElement("dd"), pair = document.createElement("div");
    term.textContent = head;
    value.textContent = said;
    pair.appendChild(term);
    pair.appendChild(value);
    list.appendChild(pair);
  }
  function votes(list, contest, opening) {
    var fields = contest && contest.fields, cells = opening.by.content.split(",");
    if (contest && opening.station.district) {
      fields = contest.districts.filter(function (one) { return one.code === opening.station.district; })[0].fields;
    }
    if (!fields || fields.length !== cells.length) { row(list, words.values, opening.by.content); return; }
    var names = contest.choices.map(function (one) { return [one.number + " " + one.name, one.field]; });
    names.concat([[words.valid, "suara_sah"], [words.invalid, "suara_tidak_sah"], [words.whole, "suara_total"]])
      .forEach(function (one) {
        var cell = cells[fields.indexOf(one[1])];
        row(list, one[0], cell === "" ? words.unread : cell === "x" ? "X" : Number(cell).toLocaleString("id-ID"));
      });
  }
  function tell(proof) { // which station an entry is about, what it says, and its numbers where something opens them
    var lines = text.decode(proof.entry).split("\n"), facts = JSON.parse(lines[8]), list = document.createElement("dl");
    list.className = "votes told";
    row(list, words.about, lines[4] === "station" ? "TPS " + lines[5] : lines[4] + " " + lines[5]);
    row(list, words.contest, (beside.contests[facts.contest] || {}).name || facts.contest || "");
    row(list, words.entry, lines[2] + ", " + lines[6]);
    row(list, words.act, words.acts[lines[3]] || lines[3]);
    if (facts.votes) { row(list, words.standing, words.standings[facts.votes] || facts.votes); }
    if (facts.reason) { row(list, words.reason, facts.reason); }
    out.appendChild(list);
    var opening = beside.openings[[facts.contest, lines[5], lines[2]].join("/")];
    if (opening) {
      var promised = hex(sha256(coder.encode("telusur-commitment/1\n" + opening.by.salt + "\n" + opening.by.content)));
      say(words.opening, "", promised === facts.values);
      if (promised === facts.values) { votes(list, beside.contests[facts.contest], opening); }
    }
    if (opening || facts.values) {
      var note = document.createElement("p");
      note.className = "small muted";
      note.textContent = opening ? words.names : words.closed;
      out.appendChild(note);
    }
  }
  function checkProof(name, content, entry) {
    var proof, good = false;
    try {
      proof = readProof(content);
      var found = rootBy(leafOf(proof.entry), proof.index, proof.checkpoint.size, proof.path);
      good = !!found && same(found, proof.checkpoint.root) && (!entry || same(entry, proof.entry));
    } catch (error) { say(words.proof, name, false); return Promise.resolve(); }
    say(words.proof, name, good);
    if (good) { try { tell(proof); } catch (error) { say(words.proof, name, false); } }
    return sayNote(proof.checkpoint.note, name);
  }

  // --- a whole tree
  function Tree(files) {
    this.files = {};
    var tops = files.map(function (file) { return file.webkitRelativePath || file.name; });
    var top = tops.filter(function (path) { return /(^|\/)manifest\.note$/.test(path); })
      .sort(function (one, two) { return one.length - two.length; })[0];
    this.base = top === undefined ? null : top.slice(0, -"manifest.note".length);
    files.forEach(function (file, place) {
      if (this.base !== null && tops[place].indexOf(this.base) === 0) { this.files[tops[place].slice(this.base.length)] = file; }
    }, this);
  }
  Tree.prototype.bytes = function (path) {
    return this.files[path] ? this.files[path].arrayBuffer().then(function (b) { return new Uint8Array(b); }) : Promise.resolve(null);
  };
  Tree.prototype.text = function (path) { return this.bytes(path).then(function (b) { return b && text.decode(b); }); };
  Tree.prototype.json = function (path) { return this.text(path).then(function (t) { return t && JSON.parse(t); }); };

  function inTurn(list, step) {
    return list.reduce(function (before, one) { return before.then(function () { return step(one); }); }, Promise.resolve());
  }
  function checkHashes(tree, root) {
    var bad = 0, seen = 0, known = {};
    function folder(path, digest) {
      var listed = path + "manifest.json";
      known[listed] = true;
      return tree.bytes(listed).then(function (bytes) {
        if (!bytes || hex(sha256(bytes)) !== digest) {
          bad += 1;
          say(words.hashes, listed, false, undefined, bytes ? "" : words.missing);
          return null;
        }
        var manifest = JSON.parse(text.decode(bytes));
        return inTurn(Object.keys(manifest.files), function (name) {
          known[path + name] = true;
          return tree.bytes(path + name).then(function (content) {
            seen += 1;
            if (!content || hex(sha256(content)) !== manifest.files[name]) {
              bad += 1;
              say(words.hashes, path + name, false, undefined, content ? "" : words.missing);
            }
          });
        }).then(function () {
          return inTurn(Object.keys(manifest.folders), function (name) { return folder(path + name + "/", manifest.folders[name]); });
        });
      });
    }
    known["manifest.note"] = true;
    return folder("", root).then(function () {
      Object.keys(tree.files).forEach(function (path) { if (!known[path]) { bad += 1; say(words.hashes, path, false); } });
      say(words.hashes, "", bad === 0, seen);
    });
  }
  var COUNTS = ["stations", "counted", "verified", "held", "disputed", "corrected", "waiting", "missing", "reading"];
  function added(rows, width) {
    var sum = { sums: new Array(width).fill(0), sure: new Array(width).fill(0) };
    COUNTS.forEach(function (name) { sum[name] = 0; });
    rows.forEach(function (row) {
      for (var i = 0; i < width; i += 1) { sum.sums[i] += row.sums[i]; sum.sure[i] += row.sure[i]; }
      COUNTS.forEach(function (name) { sum[name] += row[name]; });
    });
    return sum;
  }
  function equal(one, two) {
    return one.sums.join() === two.sums.join() && one.sure.join() === two.sure.join() &&
      COUNTS.every(function (name) { return one[name] === two[name]; });
  }
  // What the polling stations of villages come to: those shown alone, and each group of those shown only together once.
  var COUNTED = ["imported", "entered", "verified", "settled"], SURE = ["verified", "settled"];
  function fromStations(contest, villages, width) {
    var sum = { sums: new Array(width).fill(0), sure: new Array(width).fill(0), stations: 0 }, seen = {};
    function add(side, cells) { cells.forEach(function (cell, place) { if (typeof cell === "number") { sum[side][place] += cell; } }); }
    villages.forEach(function (village) {
      village.stations.forEach(function (one) {
        sum.stations += 1;
        if (!one.cells || one.waiting || one.folded.length || COUNTED.indexOf(one.standing) < 0) { return; }
        var fields = contest.fields;
        if (one.district) { fields = contest.districts.filter(function (each) { return each.code === one.district; })[0].fields; }
        var cells = contest.summed.map(function (name) { return one.cells[fields.indexOf(name)]; });
        add("sums", cells);
        if (SURE.indexOf(one.standing) >= 0) { add("sure", cells); }
      });
      village.groups.forEach(function (group) {
        if (seen[group.stations.join()]) { return; }
        seen[group.stations.join()] = true;
        add("sums", group.numbers.sums);
        add("sure", group.numbers.sure);
      });
    });
    return sum;
  }
  function checkVillage(contest, places, made) {
    var together = made.together.length ? made.together : [made.code];
    var villages = together.map(function (code) { return places[code]; });
    if (villages.some(function (one) { return !one || !one.stations; })) { return false; }
    var sum = fromStations(contest, villages, made.numbers.sums.length);
    return sum.sums.join() === made.numbers.sums.join() && sum.sure.join() === made.numbers.sure.join() &&
      sum.stations === made.numbers.stations;
  }
  function checkSums(tree, contest) {
    var paths = Object.keys(tree.files).filter(function (path) { return path.indexOf(contest + "/") === 0 && /\/data\.json$/.test(path); });
    var places = {}, bad = 0, described;
    return tree.json(contest + "/contest.json").then(function (made) { described = made; }).then(function () {
      return inTurn(paths, function (path) { return tree.json(path).then(function (made) { places[made.code] = made; }); });
    }).then(function () {
      Object.keys(places).forEach(function (code) {
        var made = places[code], width = made.numbers.sums.length;
        if (made.stations && !checkVillage(described, places, made)) {
          bad += 1;
          say(words.sums, contest + " " + made.name + " (" + code + "), " + words.stations, false);
        }
        if (!made.rows) { return; }
        var rows = made.rows;
        if (made.together.length) { // shown together: the rows of all of them, each once
          var seen = {};
          rows = [];
          made.together.forEach(function (other) {
            ((places[other] || {}).rows || []).forEach(function (row) {
              if (!seen[row.codes.join()]) { seen[row.codes.join()] = true; rows.push(row); }
            });
          });
        }
        if (!equal(added(rows.map(function (row) { return row.numbers; }), width), made.numbers)) {
          bad += 1;
          say(words.sums, contest + " " + made.name + " (" + code + ")", false);
        }
        made.rows.forEach(function (row) {
          row.codes.forEach(function (part) {
            if (!places[part] || !equal(places[part].numbers, row.numbers)) {
              bad += 1;
              say(words.sums, contest + " " + code + " / " + part, false);
            }
          });
        });
      });
      say(words.sums, contest, bad === 0, paths.length);
    });
  }
  function tilePath(kind, index, width) {
    var groups = [("00" + (index % 1000)).slice(-3)];
    for (var rest = Math.floor(index / 1000); rest; rest = Math.floor(rest / 1000)) { groups.unshift("x" + ("00" + (rest % 1000)).slice(-3)); }
    return "log/tile/" + kind + "/" + groups.join("/") + (width < 256 ? ".p/" + width : "");
  }
  function checkLog(tree, checkpoint) {
    var leaves = [], bad = 0, tiles = [];
    for (var index = 0; index * 256 < checkpoint.size; index += 1) { tiles.push(index); }
    return inTurn(tiles, function (index) {
      var width = Math.min(256, checkpoint.size - index * 256);
      return Promise.all([tree.bytes(tilePath("0", index, width)), tree.bytes(tilePath("entries", index, width))]).then(function (read) {
        for (var at = 0, place = 0; read[0] && read[1] && place < width; place += 1) {
          var size = read[1][at] * 256 + read[1][at + 1], leaf = leafOf(read[1].subarray(at + 2, at + 2 + size));
          if (!same(leaf, read[0].subarray(place * 32, place * 32 + 32))) {
            bad += 1;
            say(words.tiles, tilePath("entries", index, width) + " #" + (index * 256 + place), false);
          }
          leaves.push(leaf);
          at += 2 + size;
        }
      });
    }).then(function () {
      var whole = leaves.length === checkpoint.size && same(treeRoot(leaves), checkpoint.root);
      say(words.tiles, checkpoint.origin, whole && bad === 0, leaves.length);
    });
  }
  function checkConsistency(tree) {
    var paths = Object.keys(tree.files).filter(function (path) { return path.indexOf("log/consistency/") === 0 && /\d+-\d+$/.test(path); });
    var bad = 0;
    return inTurn(paths, function (path) {
      var sizes = path.split("/")[2].split("-");
      return Promise.all([tree.text(path), tree.text("log/checkpoints/" + sizes[0]), tree.text("log/checkpoints/" + sizes[1])]).then(function (read) {
        var good = false;
        try {
          var older = readCheckpoint(read[1]), newer = readCheckpoint(read[2]);
          var proof = read[0].split("\n").slice(3).filter(Boolean).map(bytesOf);
          good = grew(older.size, older.root, newer.size, newer.root, proof);
        } catch (error) { good = false; }
        if (!good) { bad += 1; say(words.consistency, path, false); }
      });
    }).then(function () { if (paths.length) { say(words.consistency, "", bad === 0, paths.length); } });
  }
  function checkTree(tree) {
    return Promise.all([tree.text("manifest.note"), tree.bytes("manifest.json")]).then(function (read) {
      var note = readNote(read[0]), root = note.lines[5], log;
      say(words.hashes, "manifest.json", !!read[1] && hex(sha256(read[1])) === root);
      return sayNote(note, "manifest.note").then(function () { return checkHashes(tree, root); })
        .then(function () { return tree.text("log/checkpoint"); })
        .then(function (content) { log = readCheckpoint(content); return sayNote(log.note, "log/checkpoint"); })
        .then(function () { return checkLog(tree, log); })
        .then(function () { return checkConsistency(tree); })
        .then(function () { return tree.json("state.json"); })
        .then(function (state) { return inTurn(state.contests, function (contest) { return checkSums(tree, contest); }); });
    });
  }

  function check(list) {
    var files = Array.prototype.slice.call(list);
    out.textContent = "";
    tally = { seen: 0, good: 0, bad: 0, left: [], named: {} };
    beside = { openings: {}, contests: {} };
    var busy = document.createElement("p");
    busy.textContent = words.working;
    out.appendChild(busy);
    var tree = new Tree(files), work;
    if (tree.base !== null) {
      work = checkTree(tree);
    } else {
      var known = 0;
      work = inTurn(files, function (file) {
        if (!/\.json$/.test(file.name)) { return null; }
        return file.text().then(keep).catch(function () { say(words.hashes, file.name, false); });
      }).then(function () {
        return inTurn(files, function (file) {
          return file.text().then(function (content) {
            if (/\.tlog-proof$/.test(file.name)) { known += 1; return checkProof(file.name, content); }
            var note;
            try { note = readNote(content); } catch (error) { return null; }
            known += 1;
            return sayNote(note, file.name);
          });
        });
      }).then(function () { if (!known) { say(words.hashes, "", words.nothing); } });
    }
    work.catch(function (error) { say(words.hashes, String(error.message || error), false); })
      .then(function () { busy.remove(); conclude(); out.dataset.done = "1"; });
  }
  ["berkas", "folder"].forEach(function (id) {
    document.getElementById(id).addEventListener("change", function (event) { delete out.dataset.done; check(event.target.files); });
  });
  window.telusurVerify = { sha256: function (value) { return hex(sha256(coder.encode(value))); } };
})();
