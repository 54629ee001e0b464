package dev.rusthint.text;

/// A place in a text: line and column from 0, the column in the units of some [PositionEncoding].
public record Position(int line, int column) implements Comparable<Position> {
  @Override
  public int compareTo(Position other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}
