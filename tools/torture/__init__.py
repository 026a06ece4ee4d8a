"""Does thousands of random things while everything is being broken, and then looks whether every promise was kept."""
