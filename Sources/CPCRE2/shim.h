// pcre2.h wants the code unit width before it is read, which a module map cannot say.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
