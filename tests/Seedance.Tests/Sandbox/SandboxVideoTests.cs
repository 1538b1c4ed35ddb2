using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>Each job has its own video, and it is a real MP4.</summary>
public sealed class SandboxVideoTests : IAsyncLifetime, IDisposable
{
    private static readonly SandboxOptions _options = new() { JobDuration = TimeSpan.Zero };

    private readonly SandboxService _service = new(_options);
    private readonly string _file = Path.GetTempFileName();
    private byte[] _video = [];
    private byte[] _poster = [];

    public async Task InitializeAsync()
    {
        using var api = new ApiCaller(_service, _options);
        await api.CreateAsync();
        var media = (await api.GetAsync($"v1/generations/{_service.Jobs[0].Id}"))["generations_by_pk"]!["generated_images"]![0]!;
        _video = await api.Http.GetByteArrayAsync((string?)media["motionMP4URL"]);
        _poster = await api.Http.GetByteArrayAsync((string?)media["url"]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        File.Delete(_file);
        _service.Dispose();
    }

    [Fact]
    public void The_last_box_identifies_the_job_and_its_prompt()
    {
        var boxes = new List<(string Type, byte[] Content)>();
        for (var start = 0; start < _video.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(_video.AsSpan(start));
            boxes.Add((Encoding.ASCII.GetString(_video, start + 4, 4), _video[(start + 8)..(start + size)]));
            start += size;
        }

        // The index comes before the frames, so a player can start before the download is complete.
        Assert.True(boxes.FindIndex(box => box.Type == "moov") < boxes.FindIndex(box => box.Type == "mdat"));
        Assert.Equal("free", boxes[^1].Type);
        Assert.Equal(
            $"Seedance sandbox {_service.Jobs[0].Id} {Convert.ToHexStringLower(SHA256.HashData("a fox"u8))}",
            Encoding.ASCII.GetString(boxes[^1].Content));
    }

    [Fact]
    public void The_poster_is_a_JPEG() => Assert.Equal([0xFF, 0xD8, 0xFF], _poster[..3]);

    [SkippableFact]
    public async Task Ffprobe_finds_video_audio_and_title()
    {
        await File.WriteAllBytesAsync(_file, _video);
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name:format_tags=title", "-of", "csv=p=0", _file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
        }

        Skip.If(process is null, "ffprobe is not installed");
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var found = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Equal("", await errors);
            Assert.Equal(["h264", "aac", "Seedance sandbox video"], found.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }
}
