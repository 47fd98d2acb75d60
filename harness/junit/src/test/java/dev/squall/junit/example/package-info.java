/** A project of a user's own: a node, the program that makes it, and its chaos test. */
package dev.squall.junit.example;
