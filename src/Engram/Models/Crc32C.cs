using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace Engram.Models;

/// <summary>CRC-32C (Castagnoli): the checksum of a model file.</summary>
/// <remarks>Polynomial 0x1EDC6F41, reflected (0x82F63B78); initial value and final XOR 0xFFFFFFFF. "123456789" gives 0xE3069283 (RFC 3720).</remarks>
internal static class Crc32C
{
    private static readonly uint[] Table = CreateTable();

    /// <summary>The checksum of some bytes that follow others.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The checksum of those before; 0 for none.</param>
    /// <returns>The checksum of all.</returns>
    public static uint Append(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        uint state = ~before;
        while (bytes.Length >= sizeof(ulong))
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            if (Sse42.X64.IsSupported)
                state = (uint)Sse42.X64.Crc32(state, word);
            else if (Arm.Crc32.Arm64.IsSupported)
                state = Arm.Crc32.Arm64.ComputeCrc32C(state, word);
            else
                break;
            bytes = bytes[sizeof(ulong)..];
        }

        return ~AppendByTable(bytes, state);
    }

    /// <summary>The plain way, byte by byte; on the inverted state.</summary>
    internal static uint AppendByTable(ReadOnlySpan<byte> bytes, uint state)
    {
        foreach (byte value in bytes)
            state = Table[(byte)(state ^ value)] ^ (state >> 8);
        return state;
    }

    private static uint[] CreateTable()
    {
        uint[] table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            uint value = index;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0x82F63B78;
            table[index] = value;
        }

        return table;
    }
}
