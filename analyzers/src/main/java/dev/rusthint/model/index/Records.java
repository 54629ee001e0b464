package dev.rusthint.model.index;

import dev.rusthint.model.defs.ImplIndex;
import java.util.HashMap;
import java.util.Map;

/// The definitions of a crate as records, numbered from 0, the root.
interface Records {
  /// What a record begins with.
  ///
  /// @param parent the number of the definition around it, -1 for the root
  record Start(String name, int parent) {}

  String id();

  /// How many bytes they are read from; 0 for text.
  default int bytes() {
    return 0;
  }

  String crate();

  int edition();

  int size();

  Start start(int number);

  /// @return at what follows [#start]
  RecordSource open(int number);

  /// What is declared in a module, enum, trait or impl.
  int[] members(int number);

  int[] impls();

  /// The numbers of lang items by their names.
  default Map<String, Integer> langItems(IndexedCrate crate) {
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < size(); i++) {
      String lang = crate.def(i).facts().lang();
      if (lang != null) {
        found.putIfAbsent(lang, i);
      }
    }
    return found;
  }

  default ImplIndex implIndex(IndexedCrate crate) {
    return ImplIndex.of(crate.impls());
  }
}
