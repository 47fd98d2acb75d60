/** What is known by name: the systems, sound and flawed, and the workloads. */
package dev.squall.cli.catalogue;
