// Turns text into tokens; nothing here allocates but the list of them.
use core::str::CharIndices;

pub type Result<T, E = Error> = core::result::Result<T, E>;

#[derive(Debug)]
pub enum Error { Unclosed(usize), Unknown { at: usize, found: char } }

#[derive(Debug, PartialEq)]
pub enum Token<'s> {
    Word(&'s str),
    Number(f64),
    Text(std::borrow::Cow<'s, str>),
    Mark(char),
}

pub struct Lexer<'s> { text: &'s str, chars: std::iter::Peekable<CharIndices<'s>> }

impl<'s> Lexer<'s> {
    pub fn new(text: &'s str) -> Self { Lexer { text, chars: text.char_indices().peekable() } }

    fn take_while(&mut self, mut wanted: impl FnMut(char) -> bool) -> usize {
        while let Some(&(at, c)) = self.chars.peek() {
            if !wanted(c) { return at }
            self.chars.next();
        }
        self.text.len()
    }

    pub fn tokens(mut self) -> Result<Vec<Token<'s>>> {
        let mut out = Vec::with_capacity(self.text.len() / 4);
        'outer: loop {
            let Some((start, c)) = self.chars.next() else { break 'outer Ok(out) };
            let token = match c {
                ' ' | '\t' | '\r' | '\n' => continue,
                'a'..='z' | 'A'..='Z' | '_' => {
                    let end = self.take_while(|c| c.is_alphanumeric() || c == '_');
                    Token::Word(&self.text[start..end])
                }
                '0'..='9' => {
                    let end = self.take_while(|c| matches!(c, '0'..='9' | '.' | 'e'));
                    Token::Number(self.text[start..end].parse().unwrap_or(f64::NAN))
                }
                '"' => loop {
                    match self.chars.next() {
                        Some((end, '"')) => break Token::Text((&self.text[start + 1..end]).into()),
                        Some((_, '\\')) => { self.chars.next(); }
                        Some(_) => {}
                        None => return Err(Error::Unclosed(start)),
                    }
                },
                '+' | '-' | '*' | '/' | '(' | ')' | '{' | '}' | ';' => Token::Mark(c),
                found => return Err(Error::Unknown { at: start, found }),
            };
            out.push(token);
        }
    }
}

/// Reads `1 + 2 * 3`:
///
/// ```
/// # use lexer::value;
/// assert_eq!(value("1 + 2 * 3").unwrap(), 7.0);
/// ```
pub fn value(text: &str) -> Result<f64> {
    fn sum(t: &[Token<'_>], at: &mut usize) -> f64 {
        let mut left = product(t, at);
        while let Some(Token::Mark(op @ ('+' | '-'))) = t.get(*at) {
            *at += 1;
            let right = product(t, at);
            left = if *op == '+' { left + right } else { left - right };
        }
        left
    }
    fn product(t: &[Token<'_>], at: &mut usize) -> f64 {
        let &Token::Number(n) = &t[*at] else { panic!("no number at {at}: {:?}", t) };
        *at += 1;
        n * if t.get(*at) == Some(&Token::Mark('*')) { *at += 1; product(t, at) } else { 1. }
    }
    let tokens = Lexer::new(text).tokens()?;
    Ok(sum(&tokens, &mut 0))
}

extern "C" {
    fn strlen(text: *const core::ffi::c_char) -> usize;
    static environ: *const *const u8;
}

unsafe extern "C" { pub safe fn abs(x: i32) -> i32; pub unsafe fn free(p: *mut u8); }

#[unsafe(no_mangle)]
pub unsafe extern "C" fn length(text: *const core::ffi::c_char) -> usize {
    if text.is_null() { 0 } else { unsafe { strlen(text) } }
}

thread_local! {
    static DEPTH: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

union Bits { float: f32, int: u32 }

pub mod shapes {
    pub(crate) trait Area { fn area(&self) -> f64; fn name(&self) -> String { String::from("?") } }
    pub struct Circle(pub f64);
    pub struct Pair { pub width: f64, pub height: f64 }
    impl Area for Circle { fn area(&self) -> f64 { self.0 * self.0 * core::f64::consts::PI } }
    impl Area for Pair {
        #[inline(always)]
        fn area(&self) -> f64 { let Self { width, height, .. } = self; width * height }
        fn name(&self) -> String { format!("{}x{}", self.width, self.height) }
    }
    pub(super) fn all() -> Vec<Box<dyn Area + 'static>> { vec![Box::new(Circle(1.5)), Box::new(Pair { width: 2., height: 3e0 })] }
}
