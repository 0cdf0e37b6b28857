// Reads every query file as Neo4j 5 would and prints `file:line:column: level: message`.
// Exit code 1 for any error or warning. Offline. usage: node lint.mjs [FOLDER or FILE …]
//
// Labels and relationship types are those of the schema files, so that a misspelt one is a warning.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { lintCypherQuery } from "@neo4j-cypher/language-support";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const queries = join(root, "cypher");

function builtIn(name) {
  const silent = { argumentDescription: [], returnDescription: "ANY", signature: "", description: "", category: "" };
  return { name, ...silent, isBuiltIn: true, isDeprecated: false, aggregating: false };
}

function filesUnder(path, suffix) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((name) => name.endsWith(suffix))
    .sort();
}

function declared(pattern) {
  const texts = [".cypher", ".sql"].flatMap((suffix) => filesUnder(join(queries, "schema"), suffix));
  return texts.flatMap((file) => [...readFileSync(file, "utf8").matchAll(pattern)].map((found) => found[1]));
}

// The functions of Neo4j 5 that the embedded engine has too (Cypher manual, "Functions"); another one is an error.
const functions = `abs ceil floor rand round sign isNaN exp log log10 sqrt e pi sin cos tan
  all any none single exists isEmpty coalesce elementId head last length properties size keys labels nodes relationships
  range reduce reverse tail type startNode endNode toBoolean toFloat toInteger toString toBooleanOrNull toFloatOrNull
  toIntegerOrNull toStringOrNull toBooleanList toFloatList toIntegerList toStringList
  avg collect count max min stDev stDevP sum percentileCont percentileDisc
  left lower lTrim normalize replace right rTrim split substring toLower toUpper trim upper char_length
  date datetime localdatetime duration time shortestPath allShortestPaths`.split(/\s+/);

const graph = {
  defaultLanguage: "CYPHER 5",
  functions: { "CYPHER 5": Object.fromEntries(functions.map((name) => [name, builtIn(name)])) },
  labels: declared(/FOR \(\w+:(\w+)\)/g),
  relationshipTypes: [
    ...declared(/CREATE EDGE TYPE `(\w+)`/g),
    ...declared(/-\[\w+:(\w+)\]-/g),
  ],
};

// A schema file holds several statements, so its header has no signature; a query file names its parameters.
function problems(file) {
  const text = readFileSync(file, "utf8");
  const parameters = Object.fromEntries([...text.matchAll(/^\/\/ param (\w+)/gm)].map((found) => [found[1], null]));
  return lintCypherQuery(text, { ...graph, parameters }, { consoleCommandsEnabled: false }).diagnostics;
}

const asked = process.argv.slice(2);
const files = (asked.length ? asked : [queries]).flatMap((path) => filesUnder(resolve(path), ".cypher"));
let found = 0;
for (const file of files) {
  for (const { message, severity, range } of problems(file)) {
    const level = severity === 1 ? "error" : "warning";
    console.log(`${relative(root, file)}:${range.start.line + 1}:${range.start.character + 1}: ${level}: ${message}`);
    found += 1;
  }
}
console.log(`${files.length} files read as Neo4j 5, ${found} problems`);
process.exit(found || !files.length ? 1 : 0);
