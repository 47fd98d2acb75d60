/** Entry point of the command line {@code squall}. */
package dev.squall.cli;
