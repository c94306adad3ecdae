"""What is looked at after every act of a walk, and what must not be there."""
