// Versioned symbol names (u_charType_72) come from the headers' macros, which Swift does not see:
// these inline functions are what the normaliser calls.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
