/** Operations of clients on a kind of system, and the properties that its histories must keep. */
package dev.squall.workload;
