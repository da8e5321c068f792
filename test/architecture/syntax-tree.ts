import ts from 'typescript';

/** A place in a file, for a message. */
export interface Place {
  readonly line: number;
}

/** Something that the text of a file says, with its line. */
export type Fact = Place & { readonly text: string };

const parsed = new Map<string, ts.SourceFile>();

/** The syntax tree of a file; each text is parsed once. */
export function syntaxTree(path: string, text: string): ts.SourceFile {
  const key = `${path}\n${text}`;
  const known = parsed.get(key) ?? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  parsed.set(key, known);
  return known;
}

/** Every node of a file for which `say` has something to say. */
export function factsOf(
  path: string,
  text: string,
  say: (node: ts.Node) => string | undefined,
): readonly Fact[] {
  const file = syntaxTree(path, text);
  const facts: Fact[] = [];
  const visit = (node: ts.Node): void => {
    const said = say(node);
    if (said !== undefined) {
      facts.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, text: said });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return facts;
}

/** Whether an import or re-export is of types alone, and gone when the program runs. */
function isOfTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined || clause.isTypeOnly) return clause !== undefined;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function specifierOf(node: ts.Node, withTypes: boolean): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const { moduleSpecifier: from } = node;
    return from !== undefined && ts.isStringLiteral(from) && (withTypes || !isOfTypes(node))
      ? from.text
      : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return withTypes && ts.isStringLiteral(literal) ? literal.text : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const [argument] = node.arguments;
  const loads =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    /^require(?:\.resolve)?$/.test(node.expression.getText());
  return loads && argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

/** Module specifiers of a file: imports, re-exports, dynamic imports, `require` and import types. */
export const importsOf = (path: string, text: string): readonly Fact[] =>
  factsOf(path, text, (node) => specifierOf(node, true));

/** The module specifiers that are left when the program runs. */
export const valueImportsOf = (path: string, text: string): readonly Fact[] =>
  factsOf(path, text, (node) => specifierOf(node, false));

/** Texts of a file: string literals and the fixed pieces of templates, without module specifiers. */
export const textsOf = (path: string, text: string): readonly Fact[] =>
  factsOf(path, text, (node) => {
    if (
      ts.isStringLiteral(node) &&
      (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent))
    ) {
      return undefined;
    }
    if (ts.isStringLiteralLike(node)) return node.text;
    return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
      ? node.text
      : undefined;
  });

/** Comments of a file, by reading its tokens: text in strings is no comment. */
export function commentsOf(path: string, text: string): readonly Fact[] {
  const file = syntaxTree(path, text);
  const seen = new Map<number, Fact>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) {
      seen.set(pos, { line: file.getLineAndCharacterOfPosition(pos).line + 1, text: text.slice(pos, end) });
    }
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return [...seen.values()];
}
