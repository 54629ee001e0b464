package dev.rusthint.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Lexer.Token;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads a [Declaration] from an item's tokens. Stops where they stop making sense, so that
/// half-typed text declares what can be told of it.
final class DeclarationReader {
  /// How deep use trees and the arguments of macros are looked into.
  private static final int MAX_DEPTH = 64;

  private final byte[] bytes;
  private final Lexer lexer;

  /// The lifetimes among the generics that were read last.
  private int lifetimesRead;

  private DeclarationReader(byte[] bytes, int from, int limit) {
    this.bytes = bytes;
    this.lexer = new Lexer(bytes, from, limit);
    next();
  }

  static Declaration read(SourceText text, Placed placed) {
    int end = placed.start() + placed.item().length();
    return read(text, placed.kind(), placed.start(), placed.head(), end, 0);
  }

  private static Declaration read(
      SourceText text, ItemKind kind, int start, int head, int end, int depth) {
    byte[] bytes = text.bytes();
    List<Attribute> attributes = new DeclarationReader(bytes, start, head).attributes();
    return new DeclarationReader(bytes, head, end).declaration(kind, attributes, depth);
  }

  /// The imports of a `use` declaration that stands in a function's body.
  static Declaration ofStatement(String text, ItemKind kind) {
    SourceText source = SourceText.of(text);
    return read(source, kind, 0, 0, source.length(), 0);
  }

  private List<Attribute> attributes() {
    List<Attribute> attributes = List.of();
    while (lexer.first() == '#') {
      next();
      if (lexer.first() == '!') {
        next();
      }
      if (lexer.first() != '[') {
        break;
      }
      int from = lexer.end();
      int to = skipGroup();
      if (attributes.isEmpty()) {
        attributes = new ArrayList<>(2);
      }
      attributes.add(Attribute.parse(new String(bytes, from, Math.max(0, to - from), UTF_8)));
    }
    return attributes;
  }

  private Declaration declaration(ItemKind kind, List<Attribute> attributes, int depth) {
    Visibility visibility = visibility();
    String name = "";
    List<String> generics = List.of();
    int lifetimes = 0;
    List<Import> imports = List.of();
    List<String> variants = List.of();
    ImplHead impl = null;
    MacroCall call = null;
    MacroRules rules = null;
    switch (kind) {
      case FUNCTION -> name = nameAfter("fn");
      case STRUCT -> name = nameAfter("struct");
      case UNION -> name = nameAfter("union");
      case TRAIT -> name = nameAfter("trait");
      case TYPE_ALIAS -> {
        name = nameAfter("type");
        generics = generics();
        lifetimes = lifetimesRead;
        imports = aliasTarget(name);
      }
      case MODULE, MODULE_FILE -> name = nameAfter("mod");
      case CONST -> name = nameAfter("const");
      case STATIC -> name = nameOfStatic();
      case ENUM -> {
        name = nameAfter("enum");
        generics = generics();
        lifetimes = lifetimesRead;
        variants = variants();
      }
      case USE -> imports = uses();
      case EXTERN_CRATE -> imports = externCrate();
      case IMPL -> {
        skipTo("impl");
        generics = generics();
        lifetimes = lifetimesRead;
        impl = implHead();
      }
      case MACRO_CALL -> call = macroCall(depth);
      case MACRO_RULES -> {
        skipTo("macro_rules");
        next();
        name = word();
        rules = macroRules();
      }
      case INNER_ATTRIBUTE, TRIVIA, OTHER, EXTERN_BLOCK -> {}
    }
    switch (kind) {
      case FUNCTION, STRUCT, UNION, TRAIT -> {
        generics = generics();
        lifetimes = lifetimesRead;
      }
      default -> {}
    }
    return new Declaration(
        kind,
        name,
        visibility,
        List.copyOf(attributes),
        List.copyOf(generics),
        lifetimes,
        List.copyOf(imports),
        List.copyOf(variants),
        impl,
        call,
        rules);
  }

  private Visibility visibility() {
    if (!lexer.is("pub")) {
      return Visibility.PRIVATE;
    }
    next();
    if (lexer.first() != '(') {
      return Visibility.PUBLIC;
    }
    next();
    Visibility visibility =
        lexer.is("super")
            ? Visibility.SUPER
            : lexer.is("self") ? Visibility.PRIVATE : Visibility.CRATE;
    while (lexer.token() != Token.END && lexer.first() != ')') {
      next();
    }
    next();
    return visibility;
  }

  /// Moves past the next `keyword` outside brackets.
  private void skipTo(String keyword) {
    while (lexer.token() != Token.END && !lexer.is(keyword)) {
      next();
    }
    next();
  }

  private String nameAfter(String keyword) {
    skipTo(keyword);
    return word();
  }

  private String nameOfStatic() {
    skipTo("static");
    // `static ref X` is what lazy_static! takes.
    if (lexer.is("mut") || lexer.is("ref")) {
      next();
    }
    return word();
  }

  /// The current token as a name, and moves past it; empty if it is none.
  private String word() {
    if (lexer.token() != Token.IDENTIFIER) {
      return "";
    }
    String word = text();
    next();
    return word;
  }

  private String text() {
    int from = lexer.start();
    if (lexer.end() - from > 2 && bytes[from] == 'r' && bytes[from + 1] == '#') {
      from += 2;
    }
    return new String(bytes, from, lexer.end() - from, UTF_8);
  }

  /// The names between `<` and `>` if the current token is `<`; moves past them.
  private List<String> generics() {
    lifetimesRead = 0;
    if (lexer.first() != '<') {
      return List.of();
    }
    List<String> names = new ArrayList<>(2);
    int depth = 0;
    boolean atStart = false;
    byte previous = 0;
    while (lexer.token() != Token.END) {
      byte first = lexer.first();
      if (lexer.token() == Token.OPEN) {
        skipGroup();
        previous = 0;
        continue;
      }
      if (first == '<') {
        depth++;
        atStart = depth == 1;
      } else if (first == '>' && previous != '-' && previous != '=') {
        depth--;
        if (depth == 0) {
          next();
          return names;
        }
      } else if (first == ',' && depth == 1) {
        atStart = true;
      } else if (first == '#' && depth == 1 && atStart) {
        previous = first;
        next();
        continue;
      } else if (atStart && lexer.token() == Token.IDENTIFIER) {
        if (!lexer.is("const")) {
          names.add(text());
          atStart = false;
        }
      } else if (lexer.token() == Token.LIFETIME) {
        lifetimesRead += atStart ? 1 : 0;
        atStart = false;
      }
      previous = first;
      next();
    }
    return names;
  }

  /// What a type alias stands for, as an import of its name: none if that is no path.
  private List<Import> aliasTarget(String name) {
    while (lexer.token() != Token.END && lexer.first() != '=' && lexer.first() != ';') {
      next();
    }
    if (lexer.first() != '=') {
      return List.of();
    }
    next();
    boolean absolute = lexer.first() == ':';
    String path = typePath();
    if (path == null || lexer.first() != ';') {
      return List.of();
    }
    return List.of(new Import(PathParts.of(path), name, absolute, false));
  }

  private List<String> variants() {
    while (lexer.token() != Token.END && lexer.first() != '{') {
      next();
    }
    next();
    List<String> names = new ArrayList<>();
    boolean atStart = true;
    while (lexer.token() != Token.END && lexer.first() != '}') {
      if (lexer.token() == Token.OPEN) {
        skipGroup();
        continue;
      }
      if (lexer.first() == ',') {
        atStart = true;
      } else if (atStart && lexer.token() == Token.IDENTIFIER) {
        names.add(text());
        atStart = false;
      }
      next();
    }
    return names;
  }

  private List<Import> externCrate() {
    skipTo("crate");
    String crate = word();
    String name = crate;
    if (lexer.is("as")) {
      next();
      name = word();
    }
    return crate.isEmpty() ? List.of() : List.of(new Import(List.of(crate), name, true, true));
  }

  private List<Import> uses() {
    skipTo("use");
    List<Import> imports = new ArrayList<>(2);
    useTree(List.of(), false, imports, 0);
    return imports;
  }

  private void useTree(List<String> prefix, boolean absolute, List<Import> imports, int depth) {
    List<String> path = new ArrayList<>(prefix);
    boolean fromRoot = absolute;
    if (lexer.first() == ':') {
      fromRoot |= prefix.isEmpty();
      skipColons();
    }
    while (true) {
      if (lexer.first() == '{' && depth < MAX_DEPTH) {
        next();
        while (lexer.token() != Token.END && lexer.first() != '}') {
          int before = lexer.start();
          useTree(path, fromRoot, imports, depth + 1);
          if (lexer.first() == ',' || lexer.start() == before) {
            next();
          }
        }
        next();
        return;
      }
      if (lexer.first() == '*') {
        next();
        imports.add(new Import(path, "*", fromRoot, false));
        return;
      }
      if (lexer.token() != Token.IDENTIFIER) {
        return;
      }
      String part = word();
      boolean goesOn = lexer.first() == ':';
      if (part.equals("self") && !path.isEmpty() && !goesOn) {
        imported(path, path.getLast(), fromRoot, imports);
        return;
      }
      path.add(part);
      if (!goesOn) {
        imported(path, part, fromRoot, imports);
        return;
      }
      skipColons();
    }
  }

  private void imported(
      List<String> path, String lastPart, boolean absolute, List<Import> imports) {
    String name = lastPart;
    if (lexer.is("as")) {
      next();
      name = word();
    }
    if (!name.isEmpty()) {
      imports.add(new Import(path, name, absolute, false));
    }
  }

  private void skipColons() {
    while (lexer.first() == ':') {
      next();
    }
  }

  private ImplHead implHead() {
    if (lexer.is("const")) {
      next();
    }
    boolean negative = lexer.first() == '!';
    if (negative) {
      next();
    }
    String first = typePath();
    boolean ofTrait = false;
    int angle = 0;
    byte previous = 0;
    while (lexer.token() != Token.END && !(lexer.first() == '{' && angle <= 0)) {
      if (lexer.token() == Token.OPEN) {
        skipGroup();
        previous = 0;
        continue;
      }
      if (lexer.first() == '<') {
        angle++;
      } else if (lexer.first() == '>' && previous != '-' && previous != '=') {
        angle--;
      } else if (angle <= 0 && lexer.is("where")) {
        break;
      } else if (angle <= 0 && lexer.is("for")) {
        next();
        if (lexer.first() != '<') {
          ofTrait = true;
          break;
        }
        continue;
      }
      previous = lexer.first();
      next();
    }
    if (!ofTrait) {
      return new ImplHead(null, negative, first, first, false);
    }
    int start = lexer.start();
    boolean peeled = peel();
    String subject = typePath();
    if (subject == null && !peeled && bytes[start] == '(') {
      next();
      subject = take(")") ? "()" : null;
    }
    boolean alone =
        subject != null
            && (lexer.is("where") || lexer.first() == '{' || peeled && lexer.first() != '+');
    String self = peeled || !alone || "()".equals(subject) ? null : subject;
    return new ImplHead(first, negative, self, alone ? subject : null, true);
  }

  /// Moves past what makes a reference, pointer, slice or array of the type that follows.
  private boolean peel() {
    boolean peeled = false;
    while (true) {
      byte first = lexer.first();
      if (first == '&' || first == '[') {
        next();
        if (lexer.token() == Token.LIFETIME) {
          next();
        }
        take("mut");
      } else if (first == '*') {
        next();
        next();
      } else {
        return peeled;
      }
      peeled = true;
    }
  }

  /// The path that begins at the current token, its generic arguments left out; null if a type of
  /// another shape does. Moves past what it could read.
  private @Nullable String typePath() {
    if (lexer.is("dyn")) {
      next();
    }
    StringBuilder path = new StringBuilder();
    if (lexer.first() == ':') {
      skipColons();
    }
    while (lexer.token() == Token.IDENTIFIER && !lexer.is("for") && !lexer.is("where")) {
      if (lexer.is("fn") || lexer.is("impl") || lexer.is("unsafe") || lexer.is("extern")) {
        return null;
      }
      path.append(word());
      boolean colons = lexer.first() == ':';
      if (colons) {
        skipColons();
      }
      if (lexer.first() == '<') {
        generics();
        colons = lexer.first() == ':';
        if (colons) {
          skipColons();
        }
      }
      if (!colons) {
        return path.toString();
      }
      path.append("::");
    }
    return null;
  }

  private MacroCall macroCall(int depth) {
    String name = "";
    while (lexer.token() == Token.IDENTIFIER || lexer.first() == ':' || lexer.first() == '$') {
      if (lexer.token() == Token.IDENTIFIER) {
        name = text();
      }
      next();
    }
    while (lexer.token() != Token.END && lexer.token() != Token.OPEN) {
      next();
    }
    int from = lexer.end();
    int to = lexer.token() == Token.END ? from : skipGroup();
    Set<String> words = words(bytes, from, to);
    List<ItemTree> items =
        depth >= MAX_DEPTH
            ? List.of()
            : name.equals("cfg_if") ? branches(from, to, depth + 1) : items(from, to, depth + 1);
    return new MacroCall(name, literal(from, to), items, words);
  }

  /// The content of the plain string that stands between two offsets, null if more or less does.
  private @Nullable String literal(int from, int to) {
    DeclarationReader reader = new DeclarationReader(bytes, from, to);
    int start = reader.lexer.start();
    int end = reader.lexer.end();
    boolean plain = reader.lexer.token() == Token.STRING && bytes[start] == '"' && end - start >= 2;
    reader.next();
    return plain && reader.lexer.token() == Token.END
        ? new String(bytes, start + 1, end - start - 2, UTF_8)
        : null;
  }

  /// The identifiers between two offsets, sorted.
  private static Set<String> words(byte[] bytes, int from, int to) {
    Set<String> words = new TreeSet<>();
    DeclarationReader reader = new DeclarationReader(bytes, from, to);
    while (reader.lexer.token() != Token.END) {
      if (reader.lexer.token() == Token.IDENTIFIER) {
        words.add(reader.text());
      }
      reader.next();
    }
    return Collections.unmodifiableSet(words);
  }

  /// What the text between two offsets declares if it is items and nothing else; else none.
  private List<ItemTree> items(int from, int to, int depth) {
    if (to <= from) {
      return List.of();
    }
    SourceText text = SourceText.of(new String(bytes, from, to - from, UTF_8));
    return items(text, SourceFile.of(text).items(), depth);
  }

  private static List<ItemTree> items(SourceText text, List<Placed> items, int depth) {
    List<ItemTree> trees = new ArrayList<>(items.size());
    for (Placed placed : items) {
      ItemKind kind = placed.kind();
      if (kind == ItemKind.OTHER) {
        return List.of();
      }
      if (kind == ItemKind.TRIVIA) {
        continue;
      }
      int end = placed.start() + placed.item().length();
      Declaration declaration = read(text, kind, placed.start(), placed.head(), end, depth);
      boolean holdsNames = kind == ItemKind.MODULE || kind == ItemKind.EXTERN_BLOCK;
      List<ItemTree> members = holdsNames ? items(text, placed.children(), depth + 1) : List.of();
      trees.add(new ItemTree(declaration, members));
    }
    return trees;
  }

  /// The items of `cfg_if! { if #[cfg(a)] { … } else if #[cfg(b)] { … } else { … } }`, each under
  /// the predicates of its branch.
  private List<ItemTree> branches(int from, int to, int depth) {
    List<ItemTree> trees = new ArrayList<>();
    DeclarationReader reader = new DeclarationReader(bytes, from, to);
    List<Attribute> before = new ArrayList<>();
    while (reader.lexer.is("if") || reader.lexer.first() == '{') {
      List<Attribute> conditions = new ArrayList<>(before);
      if (reader.lexer.is("if")) {
        reader.next();
        for (Attribute attribute : reader.attributes()) {
          conditions.add(attribute);
          before.add(new Attribute("cfg", "not(" + attribute.arguments() + ")", null));
        }
      }
      if (reader.lexer.first() != '{') {
        return List.of();
      }
      int bodyFrom = reader.lexer.end();
      int bodyTo = reader.skipGroup();
      for (ItemTree tree : items(bodyFrom, bodyTo, depth)) {
        trees.add(tree.under(conditions));
      }
      if (!reader.lexer.is("else")) {
        break;
      }
      reader.next();
    }
    return trees;
  }

  private MacroRules macroRules() {
    while (lexer.token() != Token.END && lexer.token() != Token.OPEN) {
      next();
    }
    int from = lexer.end();
    int to = lexer.token() == Token.END ? from : skipGroup();
    return new MacroRules(new DeclarationReader(bytes, from, to).passes(), words(bytes, from, to));
  }

  /// How the only rule of a macro, at whose first token this reader stands, passes items on; null
  /// if it does anything else.
  private MacroRules.@Nullable Passing passes() {
    if (lexer.token() != Token.OPEN) {
      return null;
    }
    int matcherFrom = lexer.end();
    DeclarationReader matcher = new DeclarationReader(bytes, matcherFrom, skipGroup());
    String meta = matcher.metaParameter();
    String item = matcher.itemParameter();
    if (item == null || !take("=") || !take(">") || lexer.token() != Token.OPEN) {
      return null;
    }
    int bodyFrom = lexer.end();
    DeclarationReader body = new DeclarationReader(bytes, bodyFrom, skipGroup());
    if (lexer.first() == ';') {
      next();
    }
    if (lexer.token() != Token.END) {
      return null;
    }
    return body.passed(meta, item);
  }

  /// `x` of `#![$x:meta]`, null if the tokens begin otherwise.
  private @Nullable String metaParameter() {
    if (!take("#") || !take("!") || lexer.first() != '[') {
      return null;
    }
    int from = lexer.end();
    DeclarationReader inside = new DeclarationReader(bytes, from, skipGroup());
    return inside.take("$") ? inside.word() : null;
  }

  /// `x` of `$($x:item)*`, null if the tokens are others.
  private @Nullable String itemParameter() {
    if (!take("$") || lexer.first() != '(') {
      return null;
    }
    int from = lexer.end();
    DeclarationReader inside = new DeclarationReader(bytes, from, skipGroup());
    if (!inside.take("$")) {
      return null;
    }
    String name = inside.word();
    boolean items = inside.take(":") && inside.take("item") && inside.lexer.token() == Token.END;
    return items && !name.isEmpty() && take("*") && lexer.token() == Token.END ? name : null;
  }

  /// What `$(#[cfg(…)] $item)*` or `#[cfg(…)] other! { #![…] $($item)* }` does, this reader
  /// standing at its first token.
  private MacroRules.@Nullable Passing passed(@Nullable String meta, String item) {
    List<String> outside = predicates(attributes(), meta);
    if (lexer.first() == '$') {
      DeclarationReader repeated = repetition();
      if (repeated == null) {
        return null;
      }
      List<String> predicates = new ArrayList<>(outside);
      predicates.addAll(predicates(repeated.attributes(), meta));
      boolean itself = repeated.take("$") && repeated.take(item);
      return itself && repeated.lexer.token() == Token.END && lexer.token() == Token.END
          ? new MacroRules.Passing(predicates, null, null)
          : null;
    }
    String macro = word();
    if (macro.isEmpty() || !take("!") || lexer.token() != Token.OPEN) {
      return null;
    }
    int from = lexer.end();
    DeclarationReader given = new DeclarationReader(bytes, from, skipGroup());
    List<Attribute> inner = given.lexer.first() == '#' ? given.attributes() : List.of();
    DeclarationReader repeated = given.lexer.first() == '$' ? given.repetition() : null;
    if (repeated == null || !repeated.take("$") || !repeated.take(item)) {
      return null;
    }
    if (repeated.lexer.token() != Token.END || given.lexer.token() != Token.END) {
      return null;
    }
    String passedMeta = inner.isEmpty() ? null : inner.getFirst().text();
    return new MacroRules.Passing(outside, macro, meta(passedMeta, meta));
  }

  /// What stands inside `$( … )*`; null if the tokens are others.
  private @Nullable DeclarationReader repetition() {
    if (!take("$") || lexer.first() != '(') {
      return null;
    }
    int from = lexer.end();
    DeclarationReader inside = new DeclarationReader(bytes, from, skipGroup());
    return take("*") ? inside : null;
  }

  private static List<String> predicates(List<Attribute> attributes, @Nullable String meta) {
    Set<String> predicates = new LinkedHashSet<>();
    for (Attribute attribute : attributes) {
      String predicate = attribute.is("cfg") ? meta(attribute.arguments(), meta) : null;
      if (predicate != null) {
        predicates.add(predicate);
      }
    }
    return List.copyOf(predicates);
  }

  private static @Nullable String meta(@Nullable String text, @Nullable String parameter) {
    boolean isParameter = text != null && parameter != null && text.strip().equals("$" + parameter);
    return isParameter ? MacroRules.META : text;
  }

  /// Moves past the current token if that is its text.
  private boolean take(String token) {
    if (!lexer.is(token)) {
      return false;
    }
    next();
    return true;
  }

  /// Moves past the bracketed group that begins at the current token; returns the offset of its
  /// closing bracket, or of the end if it has none.
  private int skipGroup() {
    int depth = 0;
    while (lexer.token() != Token.END) {
      if (lexer.token() == Token.OPEN) {
        depth++;
      } else if (lexer.token() == Token.CLOSE && --depth == 0) {
        int close = lexer.start();
        next();
        return close;
      }
      next();
    }
    return lexer.end();
  }

  private void next() {
    Token token = lexer.next();
    while (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT) {
      token = lexer.next();
    }
  }
}
