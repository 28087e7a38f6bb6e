/**
 * Measures the network on real sockets of this machine, beside JGroups and beside bare TCP streams. The figures are for
 * a person to judge, they are not a test. docs/benchmarks.md explains them.
 */
@NullMarked
package floodchat.benchmark.network;

import org.jspecify.annotations.NullMarked;
