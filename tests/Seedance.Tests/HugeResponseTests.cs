using System.Net;

namespace Seedance.Tests;

/// <summary>At most 16 MB of a response are read. These tests run alone, because allocations are counted for the entire process.</summary>
[CollectionDefinition(nameof(HugeResponseTests), DisableParallelization = true)]
[Collection(nameof(HugeResponseTests))]
public sealed class HugeResponseTests
{
    private const long Limit = 16 * 1024 * 1024;
    private const long Length = 50_000_000;

    [Theory]
    [InlineData(200, true)]
    [InlineData(200, false)]
    [InlineData(500, false)]
    public async Task The_client_reads_no_more_than_its_limit(int status, bool isLengthKnown)
    {
        var create = await MeasureAsync(content => AnyResponses.CreateAsync(status, content), isLengthKnown);
        var read = await MeasureAsync(content => AnyResponses.ReadAsync(status, content), isLengthKnown);
        var upload = await MeasureAsync(content => AnyResponses.UploadAsync(status, content), isLengthKnown);
        var store = await MeasureAsync(content => AnyResponses.StoreAsync(status, content), isLengthKnown);

        Assert.IsType<SubmissionUnknownException>(create);
        Assert.IsType<ConnectionLostException>(read);
        Assert.IsType<ConnectionLostException>(upload);
        Assert.IsType<ConnectionLostException>(store);
    }

    /// <summary>Just below the limit: it is read completely, but its message is shortened.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_long_response_does_not_make_a_long_message(int status)
    {
        var body = new byte[Limit - 1];
        Array.Fill(body, (byte)'x');
        HttpContent Content() => new ByteArrayContent(body);

        Exception?[] failures = [await AnyResponses.CreateAsync(status, Content), await AnyResponses.ReadAsync(status, Content), await AnyResponses.StoreAsync(status, Content)];

        Assert.All(failures, failure => Assert.InRange(failure?.Message.Length ?? 0, 0, 2000));
    }

    private static async Task<Exception?> MeasureAsync(Func<Func<HttpContent>, Task<Exception?>> operation, bool isLengthKnown)
    {
        var contents = new List<EndlessContent>();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var failure = await operation(() =>
        {
            contents.Add(new EndlessContent(isLengthKnown));
            return contents[^1];
        });

        // A buffer that grows by doubling allocates twice its final size.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, contents.Count * 3 * Limit);
        Assert.All(contents, content => Assert.InRange(content.Written, 0, Limit + EndlessContent.ChunkLength));
        return failure;
    }

    /// <summary>50 MB, of which the read ones are counted.</summary>
    private sealed class EndlessContent(bool isLengthKnown) : HttpContent
    {
        public const int ChunkLength = 64 * 1024;

        private static readonly byte[] _chunk = new byte[ChunkLength];

        public long Written { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (; Written < Length; Written += ChunkLength)
            {
                await stream.WriteAsync(_chunk);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Length;
            return isLengthKnown;
        }
    }
}
