import ts from 'typescript';
import { commentsOf, factsOf } from './syntax-tree';
import { filesWith, outputs, roomOf, type Rule, type Tree } from './tree';

const everywhere = (
  files: readonly (readonly [string, string])[],
  say: (node: ts.Node) => string | undefined,
): readonly string[] =>
  files.flatMap(([path, text]) =>
    factsOf(path, text, say).map((fact) => `${path}:${fact.line}: ${fact.text}`),
  );

/** No escape hatches of the type system, and no enums. */
export const typeSystem: Rule = (tree) =>
  everywhere(filesWith(tree, '.ts'), (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any` is not allowed';
    if (ts.isNonNullExpression(node)) return '`!` is not allowed';
    if (ts.isEnumDeclaration(node)) return 'enums are not allowed; use a union of strings';
    const definite =
      (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken;
    return definite === undefined || definite === false ? undefined : '`!` is not allowed';
  });

const unfinished = new RegExp(
  ['TO' + 'DO', 'FIX' + 'ME', 'XXX', 'HACK'].map((word) => `\\b${word}\\b`).join('|'),
);

/** Nothing is left for later in a comment. */
export const unfinishedComments: Rule = (tree) =>
  filesWith(tree, '.ts', '.mjs', '.js').flatMap(([path, text]) =>
    unfinished.test(text)
      ? commentsOf(path, text)
          .filter((comment) => unfinished.test(comment.text))
          .map(({ line }) => `${path}:${line}: the comment leaves something unfinished`)
      : [],
  );

const suites = ['describe', 'test', 'it'];
const disabled = ['only', 'skip', 'todo', 'failing'];
const otherNames = ['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'];

/** No test is switched off, and none switches off the others. */
export const disabledTests: Rule = (tree) =>
  everywhere(
    filesWith(tree, '.ts').filter(([path]) => roomOf(path) === 'test'),
    (node) => {
      if (ts.isCallExpression(node) && otherNames.includes(node.expression.getText())) {
        return `${node.expression.getText()} is not allowed`;
      }
      return ts.isPropertyAccessExpression(node) &&
        suites.includes(node.expression.getText()) &&
        disabled.includes(node.name.text)
        ? `${node.getText()} is not allowed`
        : undefined;
    },
  );

const pure = (tree: Tree): readonly (readonly [string, string])[] =>
  filesWith(tree, '.ts').filter(([path]) => ['models', ...outputs].includes(roomOf(path)));

/** Models and outputs give the same answer at any time and on any machine. */
export const purity: Rule = (tree) =>
  everywhere(pure(tree), (node) => {
    if (
      ts.isPropertyAccessExpression(node) &&
      /^(?:Date\.now|Math\.random|performance\.now|process\.\w+|crypto\.random\w+)$/.test(node.getText())
    ) {
      return `${node.getText()} is not allowed in models and outputs`;
    }
    const clock =
      ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0;
    return clock ? 'new Date() without a moment is not allowed in models and outputs' : undefined;
  });

const functionKinds = [
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
];

/** A folder's index re-exports or lists a catalogue; what does something is in a file of its own. */
export const folderIndexes: Rule = (tree) =>
  everywhere(
    filesWith(tree, '/index.ts').filter(([path]) => !path.startsWith('.')),
    (node) =>
      functionKinds.includes(node.kind) ? 'an index only re-exports or lists a catalogue' : undefined,
  );

const longestInline = 30;

/** An inline snapshot is short enough to be read with its test. */
export const inlineSnapshots: Rule = (tree) =>
  everywhere(filesWith(tree, '.test.ts'), (node) => {
    if (!ts.isCallExpression(node) || !/InlineSnapshot$/.test(node.expression.getText())) return undefined;
    const lines = (node.arguments.at(-1)?.getText() ?? '').split('\n').length - 2;
    return lines > longestInline
      ? `an inline snapshot of ${lines} lines; at most ${longestInline} are allowed`
      : undefined;
  });
