/**
 * What the network does on real sockets of this machine, beside JGroups and beside the bare stream that both are built on: figures for a person to
 * judge, never a test. The profile {@code network-benchmarks} of the build runs it; docs/benchmarks.md says what the figures mean.
 */
@NullMarked
package floodchat.benchmark.network;

import org.jspecify.annotations.NullMarked;
