/*
 * The bridge between RustHint's engine and tree-sitter: one call parses the bytes of an item and
 * flattens the tree into an array, so that the Java side makes one downcall for an item and never
 * touches a native node.
 *
 * A session belongs to one thread at a time. Its input buffer is written by the caller; its nodes
 * stay valid until the next call.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

#if defined(_WIN32)
#define RH_EXPORT __declspec(dllexport)
#else
#define RH_EXPORT __attribute__((visibility("default")))
#endif

const TSLanguage *tree_sitter_rust(void);

enum { FLAG_MISSING = 1, FLAG_EXTRA = 2, FLAG_ERROR = 4 };

/* One node, in preorder. `next` is the index after the node's last descendant. */
typedef struct {
  uint32_t word; /* symbol | field << 16 | flags << 24 */
  int32_t start;
  int32_t end;
  int32_t parent;
  int32_t next;
} Node;

/* The first four fields are read by the Java side at fixed offsets: 0, 8, 16, 24. */
typedef struct {
  uint8_t *input;
  int64_t input_capacity;
  Node *nodes;
  int64_t node_capacity;
  TSParser *parser;
  TSTreeCursor cursor;
  int cursor_ready;
  int32_t *path;
  int64_t path_capacity;
  uint32_t length;   /* of the input being parsed */
  double deadline;   /* when to give up, on the clock of `now` */
  unsigned progress; /* calls of `give_up` in this parse */
} Session;

RH_EXPORT void rh_free(Session *session) {
  if (!session) return;
  if (session->cursor_ready) ts_tree_cursor_delete(&session->cursor);
  if (session->parser) ts_parser_delete(session->parser);
  free(session->input);
  free(session->nodes);
  free(session->path);
  free(session);
}

/* A new session, or NULL when memory or the language's ABI version does not allow one. */
RH_EXPORT Session *rh_new(void) {
  Session *session = calloc(1, sizeof(Session));
  if (!session) return NULL;
  session->parser = ts_parser_new();
  if (!session->parser || !ts_parser_set_language(session->parser, tree_sitter_rust())) {
    rh_free(session);
    return NULL;
  }
  return session;
}

/* Makes room for `capacity` input bytes. Returns 0, or -1 when there is no memory for them. */
RH_EXPORT int32_t rh_reserve(Session *session, int64_t capacity) {
  if (capacity <= session->input_capacity) return 0;
  uint8_t *grown = realloc(session->input, (size_t)capacity);
  if (!grown) return -1;
  session->input = grown;
  session->input_capacity = capacity;
  return 0;
}

static int grow_nodes(Session *session) {
  int64_t capacity = session->node_capacity ? session->node_capacity * 2 : 4096;
  Node *grown = realloc(session->nodes, (size_t)capacity * sizeof(Node));
  if (!grown) return -1;
  session->nodes = grown;
  session->node_capacity = capacity;
  return 0;
}

static int grow_path(Session *session) {
  int64_t capacity = session->path_capacity ? session->path_capacity * 2 : 256;
  int32_t *grown = realloc(session->path, (size_t)capacity * sizeof(int32_t));
  if (!grown) return -1;
  session->path = grown;
  session->path_capacity = capacity;
  return 0;
}

/* Seconds that this thread has worked, or else that have passed. */
static double now(void) {
  struct timespec time;
#ifdef CLOCK_THREAD_CPUTIME_ID
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
#else
  timespec_get(&time, TIME_UTC);
#endif
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static const char *read_input(void *payload, uint32_t offset, TSPoint position, uint32_t *bytes) {
  (void)position;
  const Session *session = payload;
  if (offset >= session->length) {
    *bytes = 0;
    return "";
  }
  *bytes = session->length - offset;
  return (const char *)session->input + offset;
}

/*
 * Asks the parser to stop when it takes far longer than any text does that is not mostly errors:
 * its recovery takes time with the square of the errors in a row.
 */
static bool give_up(TSParseState *state) {
  Session *session = state->payload;
  return ++session->progress % 8 == 0 && now() > session->deadline;
}

/*
 * Parses the first `length` input bytes and flattens the largest nodes that lie within
 * [from, to) with all their descendants, offsets relative to `from`. What surrounds that range is
 * context that the grammar needs (an `impl` around a method) and is left out. Node 0 stands for
 * the range itself; its symbol is the language's root symbol, and it carries FLAG_ERROR when the
 * parser found an error anywhere, in the context too. Returns the number of nodes, or -1 without
 * memory, -2 when the parser gave up.
 */
RH_EXPORT int32_t rh_parse(Session *session, int32_t length, int32_t from, int32_t to) {
  if (!session->nodes && grow_nodes(session)) return -1;
  ts_parser_reset(session->parser);
  session->length = (uint32_t)length;
  session->progress = 0;
  session->deadline = now() + 1.0 + length * 0.25e-6;
  TSInput input = {.payload = session, .read = read_input, .encoding = TSInputEncodingUTF8};
  TSParseOptions options = {.payload = session, .progress_callback = give_up};
  TSTree *tree = ts_parser_parse_with_options(session->parser, NULL, input, options);
  if (!tree) return -2;
  TSNode root = ts_tree_root_node(tree);
  if (session->cursor_ready) {
    ts_tree_cursor_reset(&session->cursor, root);
  } else {
    session->cursor = ts_tree_cursor_new(root);
    session->cursor_ready = 1;
  }
  TSTreeCursor *cursor = &session->cursor;
  uint32_t error = ts_node_has_error(root) ? FLAG_ERROR : 0u;
  session->nodes[0] = (Node){ts_node_symbol(root) | error << 24, 0, to - from, -1, 1};
  int64_t count = 1;
  int64_t depth = 0; /* of the cursor, below the root */
  int failed = 0;
  for (;;) {
    TSNode node = ts_tree_cursor_current_node(cursor);
    int32_t start = (int32_t)ts_node_start_byte(node);
    int32_t end = (int32_t)ts_node_end_byte(node);
    uint16_t symbol = ts_node_symbol(node);
    int inside = depth > 0 && start >= from && end <= to;
    int32_t index = 0;
    if (inside) {
      if (count == session->node_capacity && grow_nodes(session)) {
        failed = 1;
        break;
      }
      uint32_t flags = (ts_node_is_missing(node) ? FLAG_MISSING : 0u) |
                       (ts_node_is_extra(node) ? FLAG_EXTRA : 0u);
      uint32_t field = ts_tree_cursor_current_field_id(cursor) & 0xffu;
      index = (int32_t)count++;
      session->nodes[index] = (Node){symbol | field << 16 | flags << 24, start - from, end - from,
                                     session->path[depth - 1], index + 1};
    }
    int descend = inside || (start <= to && end >= from);
    if (descend && ts_tree_cursor_goto_first_child(cursor)) {
      if (depth == session->path_capacity && grow_path(session)) {
        failed = 1;
        break;
      }
      session->path[depth++] = index;
      continue;
    }
    int done = 0;
    while (!ts_tree_cursor_goto_next_sibling(cursor)) {
      if (depth == 0) {
        done = 1;
        break;
      }
      ts_tree_cursor_goto_parent(cursor);
      session->nodes[session->path[--depth]].next = (int32_t)count;
    }
    if (done) break;
  }
  session->nodes[0].next = (int32_t)count;
  ts_tree_delete(tree);
  return failed ? -1 : (int32_t)count;
}

/*
 * Writes the language's vocabulary over the input buffer: a line "1name" for each named symbol and
 * "0name" for each other in the order of their ids, an empty line, then a line for each field from
 * id 1 on. No name holds a line break. Returns the number of bytes, or -1 without memory.
 */
RH_EXPORT int32_t rh_vocabulary(Session *session) {
  const TSLanguage *language = tree_sitter_rust();
  uint32_t symbols = ts_language_symbol_count(language);
  uint32_t fields = ts_language_field_count(language);
  int64_t length = 0;
  for (uint32_t i = 0; i < symbols + fields; i++) {
    int is_symbol = i < symbols;
    const char *name = is_symbol
                           ? ts_language_symbol_name(language, (TSSymbol)i)
                           : ts_language_field_name_for_id(language, (TSFieldId)(i - symbols + 1));
    if (!name) name = "";
    int64_t size = (int64_t)strlen(name);
    if (rh_reserve(session, length + size + 4)) return -1;
    if (is_symbol) {
      int named = ts_language_symbol_type(language, (TSSymbol)i) == TSSymbolTypeRegular;
      session->input[length++] = named ? '1' : '0';
    } else if (i == symbols) {
      session->input[length++] = '\n';
    }
    memcpy(session->input + length, name, (size_t)size);
    length += size;
    session->input[length++] = '\n';
  }
  return (int32_t)length;
}
