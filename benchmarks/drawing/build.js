// Puts each way of drawing into one small file in the folder that is named: node build.js FOLDER
import commonjs from "@rollup/plugin-commonjs";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { rollup } from "rollup";

for (const name of ["plain", "vis", "cytoscape", "sigma"]) {
  const bundle = await rollup({ input: `${name}.js`, plugins: [resolve({ browser: true, preferBuiltins: false }), commonjs(), terser()] });
  await bundle.write({ file: `${process.argv[2]}/${name}.js`, format: "iife" });
}
