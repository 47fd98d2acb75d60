/** Translation of operations into requests, and of replies, errors or silence into completions. */
package dev.squall.client;
