"""What can be asked: every verb and every Question as an Operation, with typed fields, for forms, data and tools."""
