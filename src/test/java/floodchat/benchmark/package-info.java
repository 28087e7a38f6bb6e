/**
 * What starting and idling cost, beside the programs that people know: figures for a person to judge, never a test. The profile
 * {@code benchmarks} of the build runs it; docs/benchmarks.md says what the figures mean.
 */
@NullMarked
package floodchat.benchmark;

import org.jspecify.annotations.NullMarked;
