/** The command line: what a user types, what is printed, and the catalogue of systems. */
package dev.squall.cli;
