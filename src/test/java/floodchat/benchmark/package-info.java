/**
 * Measures the cost of starting and of idling, beside well-known terminal programs. The figures are for a person to
 * judge, they are not a test. docs/benchmarks.md explains them.
 */
@NullMarked
package floodchat.benchmark;

import org.jspecify.annotations.NullMarked;
