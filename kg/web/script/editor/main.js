// The editor of the SPARQL page (CodeMirror 6) in the place of a field, inside of a shadow root: there it can have a
// style sheet that it makes itself, which the page's policy forbids everywhere else.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { bracketMatching, ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { linter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";
import { look } from "./look.js";
import { offers, placeOf, variables } from "./offers.js";

const MOST_MISTAKES = 5;
const QUIET = new Set(["Comment", "String", "IriRef", "Langtag"]);

/** @typedef {import("../query/types").Config} Config */

/** @type {(config: Config) => () => Promise<import("../query/types").Term[]>} */
const vocabulary = (config) => {
  /** @type {Promise<import("../query/types").Term[]> | null} */
  let terms = null;
  return () => {
    terms ??= fetch(config.terms, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : []))
      .catch(() => []);
    return terms;
  };
};

/** @type {(config: Config) => import("@codemirror/autocomplete").CompletionSource} */
const completing = (config) => {
  const terms = vocabulary(config);
  return async (context) => {
    if (QUIET.has(syntaxTree(context.state).resolveInner(context.pos, -1).name)) return null;
    const whole = context.state.doc.toString();
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) {
      const typed = variable.text.slice(1);
      const known = variables(whole.slice(0, variable.from) + whole.slice(context.pos), variable.text[0]);
      const fitting = known.filter((name) => name.slice(1).startsWith(typed));
      const options = fitting.map((label) => ({ label, type: "variable", detail: config.text.variable }));
      return { from: variable.from, options, filter: false };
    }
    const word = context.matchBefore(/[\p{L}][\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*|:[\p{L}\p{N}_-]+/u);
    if (!word && !context.explicit) return null;
    const from = word?.from ?? context.pos;
    const line = context.state.doc.lineAt(from);
    const before = whole.slice(line.from, from);
    const found = offers(await terms(), word?.text ?? "", before, config.language);
    const options = found.map((each) => ({
      label: each.name,
      type: each.kind === "concept" ? "constant" : each.kind,
      detail: `${each.detail} (${config.text[each.kind]})`,
      apply: (/** @type {EditorView} */ view) => put(view, each.name, from, context.pos, config),
    }));
    if (word && /^\s*PREFIX\s+$/i.test(before)) {
      const declared = Object.entries(config.prefixes).filter(([prefix]) =>
        prefix.startsWith(word.text.replace(":", "")),
      );
      const offered = declared.map(([prefix, namespace]) => ({
        label: `${prefix}: <${namespace}>`,
        type: "namespace",
        detail: config.text.prefix,
      }));
      return { from, options: offered, filter: false };
    }
    return { from, options, filter: false };
  };
};

/** Put a name in; a prefix that the query does not declare is declared. @type {(view: EditorView, name: string, from: number, to: number, config: Config) => void} */
const put = (view, name, from, to, config) => {
  const prefix = name.startsWith("<") ? "" : name.slice(0, name.indexOf(":"));
  const at = prefix ? placeOf(view.state.doc.toString(), prefix) : -1;
  const line = at >= 0 && at <= from ? `PREFIX ${prefix}: <${config.prefixes[prefix]}>\n` : "";
  view.dispatch({
    changes: [...(line ? [{ from: at, insert: line }] : []), { from, to, insert: name }],
    selection: { anchor: from + line.length + name.length },
    userEvent: "input.complete",
  });
};

/**
 * What is typed over a selection goes in by the editor: Chromium would keep the look of what it replaces with a style
 * attribute, which the page's policy forbids.
 */
const typing = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/** @type {(message: string) => import("@codemirror/state").Extension} */
const checking = (message) =>
  linter(
    (view) => {
      /** @type {import("@codemirror/lint").Diagnostic[]} */
      const found = [];
      const size = view.state.doc.length;
      ensureSyntaxTree(view.state, size, 200)?.iterate({
        enter: ({ type, from, to }) => {
          if (!type.isError || found.length >= MOST_MISTAKES || (from === to && from < (found.at(-1)?.to ?? 0))) return;
          const first = from === to ? Math.max(0, from - 1) : from;
          found.push({ from: first, to: Math.max(to, Math.min(first + 1, size)), severity: "error", message });
        },
      });
      return found;
    },
    { delay: 500 },
  );

/**
 * An editor in the place of a field.
 *
 * @type {(area: HTMLTextAreaElement, options: import("../query/types").Options) => import("../query/types").Editor}
 */
export const edit = (area, { config, label, run, changed }) => {
  const host = document.createElement("div");
  host.id = "sparql-editor";
  const root = host.attachShadow({ mode: "open" });
  area.before(host);
  const focused = document.activeElement === area;
  const runs = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      selection: { anchor: area.selectionStart, head: area.selectionEnd },
      extensions: [
        Prec.highest(keymap.of([runs])),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
        typing,
        sparql(),
        autocompletion({ override: [completing(config)], icons: false }),
        checking(config.text.mistake),
        keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        look,
      ],
    }),
  });
  area.hidden = true;
  area.required = false;
  if (focused) view.focus();
  return {
    text: () => view.state.doc.toString(),
    set: (text) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: 0 },
        annotations: isolateHistory.of("full"),
      });
    },
    focus: () => view.focus(),
    mark: (line, column, message) => {
      const { doc } = view.state;
      const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const from = Math.min(found.from + column - 1, Math.max(found.to - 1, found.from));
      const to = Math.min(from + 1, doc.length);
      view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
    },
  };
};
