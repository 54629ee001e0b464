package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.syntax.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
  /// The tokens of a text as `KIND text`.
  private static List<String> tokens(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Lexer lexer = new Lexer(bytes, 0, bytes.length);
    List<String> tokens = new ArrayList<>();
    while (lexer.next() != Token.END) {
      String token = new String(bytes, lexer.start(), lexer.end() - lexer.start(), UTF_8);
      tokens.add(lexer.token() + " " + token + (lexer.terminated() ? "" : " open"));
    }
    return tokens;
  }

  private static void assertOne(Token token, String text) {
    assertEquals(List.of(token + " " + text, "IDENTIFIER z"), tokens(text + " z"));
    assertEquals(List.of("PUNCTUATION =", token + " " + text), tokens("=" + text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "1_000", "42usize", "0xFF_u8", "0b1010_1010u8", "0o777", "1.0", "1e10", "1E-3",
        "2.5e+7f64", "1.0f32", "0x1e", "1_f32", "12E+99", "0b11e"
      })
  void numbers(String text) {
    assertOne(Token.NUMBER, text);
  }

  @Test
  void numbersEndBeforeRangesFieldsAndMethods() {
    assertEquals(
        List.of("NUMBER 1", "PUNCTUATION .", "PUNCTUATION .", "NUMBER 2"), tokens("1..2"));
    assertEquals(
        List.of("NUMBER 1", "PUNCTUATION .", "IDENTIFIER abs", "OPEN (", "CLOSE )"),
        tokens("1.abs()"));
    assertEquals(List.of("NUMBER 1.", "CLOSE )"), tokens("1.)"));
    assertEquals(List.of("NUMBER 1", "PUNCTUATION .", "IDENTIFIER _a"), tokens("1._a"));
    assertEquals(List.of("NUMBER 0x1", "PUNCTUATION +", "NUMBER 2"), tokens("0x1+2"));
    assertEquals(
        List.of("IDENTIFIER t", "PUNCTUATION .", "NUMBER 0.1"), tokens("t.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"", "\"a b\"", "\"\\\"\"", "\"\\\\\"", "\"/* no */ // no\"", "\"two\nlines\"", "b\"x\"",
        "c\"x\"", "\"\\\n  continued\"", "\"\\u{1F980} \ud83e\udd80\"", "\"{}\"", "\"a\r\nb\""
      })
  void strings(String text) {
    assertOne(Token.STRING, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r\"\\\"", "r#\"a\"b\"#", "r##\"a\"#b\"##", "br\"\\\"", "br#\"\"\"#", "cr\"\"",
        "cr##\"\"#\"##", "r\"two\nlines\""
      })
  void rawStrings(String text) {
    assertOne(Token.RAW_STRING, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a'", "'\\''", "'\"'", "'\\\\'", "'\\n'", "'\\x7F'", "'\\u{10FFFF}'", "'\\u{1_0_F_F}'",
        "b'a'", "b'\\''", "b'\\xff'", "'\u00e9'", "'\ud83e\udd80'", "'('", "'{'", "' '"
      })
  void characters(String text) {
    assertOne(Token.CHAR, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a", "'static", "'_", "'r", "'b", "'\u00e9tat"})
  void lifetimes(String text) {
    assertOne(Token.LIFETIME, text);
  }

  @Test
  void lifetimesAndCharactersSideBySide() {
    assertEquals(
        List.of("PUNCTUATION <", "LIFETIME 'a", "PUNCTUATION ,", "CHAR 'b'", "PUNCTUATION >"),
        tokens("<'a,'b'>"));
    assertEquals(
        List.of("LIFETIME 'outer", "PUNCTUATION :", "IDENTIFIER loop"), tokens("'outer: loop"));
    assertEquals(
        List.of("IDENTIFIER break", "LIFETIME 'a", "CHAR 'b'"), tokens("break 'a 'b'"));
    assertEquals(List.of("CHAR 'a'", "CHAR 'b'"), tokens("'a''b'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "_", "r", "b", "c", "br", "cr", "rb", "r#type", "fn", "caf\u00e9", "\u540d"})
  void identifiers(String text) {
    assertOne(Token.IDENTIFIER, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/* a */x|BLOCK_COMMENT /* a */",
        "/* /* a */ */x|BLOCK_COMMENT /* /* a */ */",
        "/**/x|BLOCK_COMMENT /**/",
        "/***/x|BLOCK_COMMENT /***/",
        "/*/ */x|BLOCK_COMMENT /*/ */",
        "/* \" */x|BLOCK_COMMENT /* \" */",
      })
  void blockComments(String text, String first) {
    assertEquals(List.of(first, "IDENTIFIER x"), tokens(text));
  }

  @Test
  void lineCommentsEndAtTheirLine() {
    assertEquals(
        List.of("LINE_COMMENT // a \" '", "IDENTIFIER b"), tokens("// a \" '\nb"));
    assertEquals(List.of("LINE_COMMENT /// doc\r", "IDENTIFIER b"), tokens("/// doc\r\nb"));
    assertEquals(List.of("LINE_COMMENT //"), tokens("//"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a", "\"a\\", "\"a\\\"", "b\"a", "r\"a", "r#\"a\"", "br##\"a\"#", "/*", "/* /* */", "/*/"
      })
  void whatIsNotClosedGoesOnToTheEnd(String text) {
    List<String> tokens = tokens(text);
    assertEquals(1, tokens.size(), tokens::toString);
    assertTrue(tokens.getFirst().endsWith(text + " open"), tokens::toString);
  }

  @Test
  void aQuoteThatBeginsNothingIsPunctuation() {
    assertEquals(List.of("PUNCTUATION '"), tokens("'"));
    assertEquals(List.of("PUNCTUATION '", "PUNCTUATION '"), tokens("''"));
    assertEquals(List.of("PUNCTUATION '", "OPEN ("), tokens("'("));
    assertEquals(
        List.of("PUNCTUATION '", "PUNCTUATION \\", "IDENTIFIER n"), tokens("'\\n"));
  }

  @Test
  void white() {
    assertEquals(List.of("IDENTIFIER a", "IDENTIFIER b"), tokens("a \t\r\n\u000B\u000C b"));
    assertEquals(
        List.of("IDENTIFIER a", "IDENTIFIER b", "IDENTIFIER c"), tokens("a\u2028b\u0085c\u200F"));
    assertEquals(List.of(), tokens(" \n "));
  }

  @Test
  void limitsHold() {
    byte[] bytes = "a \"b\" /* c */ r#\"d\"# 'e' 1.5e+3".getBytes(UTF_8);
    for (int limit = 0; limit <= bytes.length; limit++) {
      Lexer lexer = new Lexer(bytes, 0, limit);
      int end = 0;
      while (lexer.next() != Token.END) {
        assertTrue(lexer.start() >= end && lexer.end() > lexer.start() && lexer.end() <= limit);
        end = lexer.end();
      }
    }
  }

  @Test
  void anyBytesAreReadOnceFromStartToEnd() {
    Random random = new Random(7);
    byte[] alphabet = "ab1'\"\\/*#r{}()[]<>!.=\n ecé\u0000".getBytes(UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(30)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      Lexer lexer = new Lexer(bytes, 0, bytes.length);
      int end = 0;
      while (lexer.next() != Token.END) {
        assertTrue(lexer.start() >= end && lexer.end() > lexer.start());
        end = lexer.end();
      }
      assertEquals(bytes.length, lexer.end());
      assertFalse(lexer.end() > bytes.length);
    }
  }
}
