using System.Buffers.Binary;

namespace Seedance.Fuzz;

/// <summary>Changes an input of the corpus at random.</summary>
/// <param name="corpus">The inputs.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus)
{
    private const int MaxChanges = 4;
    private const int MaxLength = 64 * 1024;

    /// <summary>Sizes around the limits of headers and of number types.</summary>
    private static readonly ulong[] _sizes = [0, 1, 7, 8, 9, 15, 16, 17, 255, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, ulong.MaxValue];

    /// <summary>A changed input. The same state of the random numbers gives the same input.</summary>
    public byte[] Next(Random random)
    {
        var input = corpus[random.Next(corpus.Count)];

        // Half of the inputs keep their form where they are JSON, to get past the parser.
        var keepsForm = random.Next(2) == 0;
        for (var changes = random.Next(1, MaxChanges + 1); changes > 0; changes--)
        {
            var other = corpus[random.Next(corpus.Count)];
            var replaced = keepsForm ? JsonValues.Replace(input, other, random) : input;
            input = ReferenceEquals(replaced, input) ? Change(input, other, random) : replaced;
        }

        return input.Length <= MaxLength ? input : input[..MaxLength];
    }

    private static byte[] Change(byte[] input, byte[] other, Random random)
    {
        var start = random.Next(input.Length + 1);
        var length = Math.Min(random.Next(1, 1 << random.Next(1, 8)), input.Length - start);
        var head = input.AsSpan(0, start);
        var part = input.AsSpan(start, length);
        var tail = input.AsSpan(start + length);
        switch (random.Next(8))
        {
            case 0:
                return ChangeByte(input, random, value => (byte)(value ^ (1 << random.Next(8))));
            case 1:
                return ChangeByte(input, random, _ => (byte)random.Next(256));
            case 2:
                var inserted = new byte[random.Next(1, 17)];
                random.NextBytes(inserted);
                return [.. head, .. inserted, .. part, .. tail];
            case 3:
                return [.. head, .. tail];
            case 4:
                return [.. head, .. part, .. part, .. tail];
            case 5:
                return [.. head, .. other.AsSpan(random.Next(other.Length + 1))];
            case 6:
                return random.Next(4) == 0 ? [.. head] : ChangeLength(input, random);
            default:
                return ChangeLength(input, random);
        }
    }

    private static byte[] ChangeByte(byte[] input, Random random, Func<byte, byte> change)
    {
        var changed = (byte[])input.Clone();
        if (changed.Length > 0)
        {
            var position = random.Next(changed.Length);
            changed[position] = change(changed[position]);
        }

        return changed;
    }

    /// <summary>Writes a size where one may be: before a type of four letters if there is one, else anywhere.</summary>
    private static byte[] ChangeLength(byte[] input, Random random)
    {
        var changed = (byte[])input.Clone();
        var width = 1 << random.Next(4);
        if (changed.Length < width)
        {
            return changed;
        }

        var fields = FindTypes(input).ToList();
        var position = fields.Count > 0 && random.Next(4) > 0 ? fields[random.Next(fields.Count)] : random.Next(changed.Length - width + 1);
        var size = random.Next(4) == 0 ? (ulong)random.Next(changed.Length + 20) : _sizes[random.Next(_sizes.Length)];
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, size);
        var field = bytes.AsSpan(0, width);
        if (random.Next(2) == 0)
        {
            field.Reverse();
        }

        field[..Math.Min(width, changed.Length - position)].CopyTo(changed.AsSpan(position));
        return changed;
    }

    /// <summary>Where a size of 32 bits is: before the type as in boxes and PNG chunks, or behind it as in RIFF.</summary>
    private static IEnumerable<int> FindTypes(byte[] input)
    {
        for (var index = 4; index + 8 <= input.Length; index++)
        {
            if (input.AsSpan(index, 4).IndexOfAnyExceptInRange((byte)'0', (byte)'z') < 0)
            {
                yield return index - 4;
                yield return index + 4;
            }
        }
    }
}
