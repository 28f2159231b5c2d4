/** `npm run site:schema`: writes the JSON schema of site files, which editors read, from the program's own. */
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { schemaFile, schemaText } from "./site/schema";

mkdirSync(path.dirname(schemaFile), { recursive: true });
writeFileSync(schemaFile, schemaText());
