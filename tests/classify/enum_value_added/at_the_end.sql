-- expect: safe ICMS502
ALTER TYPE mood ADD VALUE 'tired';
